// Hears from the server when the log has changed, and connects again by itself.

const RECONNECT_MILLIS = 3000;
const POLL_MILLIS = 10000;

/**
 * Starts to listen.
 * @param {Object} on called back: log(status), problem(message), lost()
 */
export function listen(on) {
  const source = new EventSource("/api/live");
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
