// Asks the server. What goes wrong comes with a message for people.

export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * Gets an answer.
 * @param {string} path such as "/api/fleet"
 * @param {Object} parameters those that are null or empty are left out
 * @param {AbortSignal} signal ends it
 */
export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) {
      query.set(key, String(value));
    }
  }
  const suffix = query.size > 0 ? `?${query}` : "";
  let response;
  try {
    response = await fetch(path + suffix, { signal, headers: { Accept: "application/json" } });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError("The dashboard's server does not answer. Is it still running?", 0);
  }
  if (response.status === 401) {
    location.assign("/login");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(body?.message ?? `The server answered ${response.status}.`, response.status);
  }
  return body;
}
