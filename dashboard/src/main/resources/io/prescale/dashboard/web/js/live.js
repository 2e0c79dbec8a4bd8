// Hears from the server when the log has changed, and connects again by itself.

const RECONNECT_MILLIS = 3000;
const POLL_MILLIS = 10000;

/**
 * Starts to listen.
 * @param {Object} on called back: log(status), problem(message), lost()
 */
export function listen(on) {
  const source = new EventSource("/api/live");
  closeWhileHidden(source, on);
  source.addEventListener("log", (event) => on.log(JSON.parse(event.data)));
  source.addEventListener("problem", (event) => on.problem(JSON.parse(event.data).message));
  source.addEventListener("full", () => {
    source.close();
    setTimeout(() => listen(on), POLL_MILLIS);
  });
  source.addEventListener("error", () => {
    on.lost();
    // A browser connects again by itself after a network error, but not after a refusal.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(on), RECONNECT_MILLIS);
    }
  });
}

/**
 * A page that is left may be kept for the way back, and its connection with it. A browser opens six
 * to a server at most: the seventh page would wait until one of them ends.
 */
function closeWhileHidden(source, on) {
  addEventListener("pagehide", () => {
    if (source.readyState === EventSource.CLOSED) {
      return;
    }
    source.close();
    addEventListener("pageshow", () => listen(on), { once: true });
  }, { once: true });
}
