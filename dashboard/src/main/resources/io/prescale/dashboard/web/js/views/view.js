// What all views do: ask, show, and ask again when there is news, one question at a time.

import { h, replaceChildren } from "../dom.js";

export class View {
  #abort = new AbortController();
  #asking = false;
  #again = false;

  constructor(context) {
    this.context = context;
    this.element = context.element;
    replaceChildren(this.element, h("p", { class: "loading" }, "Loading\u2026"));
  }

  /** @returns the signal that ends questions when the view is left */
  get signal() {
    return this.#abort.signal;
  }

  /** To be overridden: asks for the data. */
  async ask() {}

  /** To be overridden: shows it. */
  show() {}

  async refresh() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#again = false;
        const answer = await this.ask();
        if (!this.signal.aborted) {
          this.context.report(null);
          this.show(answer);
        }
      } while (this.#again && !this.signal.aborted);
    } catch (failure) {
      if (!this.signal.aborted) {
        this.context.report(failure.message);
        this.fail(failure);
      }
    } finally {
      this.#asking = false;
    }
  }

  /** What was shown before stays; a view that has shown nothing yet says so. */
  fail() {
    const waiting = this.element.querySelector(".loading");
    if (waiting) {
      waiting.textContent = "Waiting for data. The page goes on by itself.";
    }
  }

  close() {
    this.#abort.abort();
  }
}
