// Talks to the endpoint that this page is part of, wherever it is: all addresses follow from where this file is.

const ROOT = new URL('..', import.meta.url).href.replace(/\/$/, '');
const JSON_TYPE = 'application/vnd.spring-boot.actuator.v3+json, application/json';
const PATIENCE = 20_000;

export class RequestError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const root = ROOT;

export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return ROOT + path + (text ? `?${text}` : '');
}

async function send(url, { method, headers }) {
  let response;
  try {
    response = await fetch(url, {
      method, cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE),
      // Lets Spring Security answer 401 without making the browser ask for a password
      headers: { 'X-Requested-With': 'XMLHttpRequest', ...headers },
    });
  } catch (error) {
    throw new RequestError(0, error.name === 'TimeoutError' ? 'the application did not answer in time' : 'the application cannot be reached');
  }
  return response;
}

async function failure(response) {
  let message = `${response.status} ${response.statusText}`.trim();
  try {
    message = (await response.json()).message ?? message;
  } catch {
    // Not the endpoint's own answer
  }
  return new RequestError(response.status, message);
}

async function json(response) {
  // A redirect to a login form ends in a page of its own
  if (response.redirected && !(response.headers.get('Content-Type') ?? '').includes('json')) {
    throw new RequestError(401, 'you are not signed in any more');
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response.json();
}

export async function get(path, parameters) {
  return json(await send(address(path, parameters), { headers: { Accept: JSON_TYPE } }));
}

export async function getText(path) {
  const response = await send(address(path), { headers: { Accept: 'text/plain' } });
  if (!response.ok) {
    throw await failure(response);
  }
  return response.text();
}

/** Returns whether something is there, and what; nothing is an answer as well. */
export async function getIfThere(path) {
  try {
    return await get(path);
  } catch (error) {
    // To an endpoint that does not know the path it is a malformed id
    if (error.status === 404 || error.status === 400) {
      return null;
    }
    throw error;
  }
}

function tokenHeaders(response) {
  const name = response.headers.get('Taskmon-Csrf-Header');
  if (name) {
    return { [name]: response.headers.get('Taskmon-Csrf-Token') };
  }
  const cookie = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie[1]) } : {};
}

/** Cancels a task of a run of the application; returns what came of it, also where it could not be cancelled. */
export async function cancel(id, isSameRun) {
  const greeting = await send(address('/application'), { headers: { Accept: JSON_TYPE } });
  if (!isSameRun(await json(greeting))) {
    throw new RequestError(410, 'the application has been started anew, the number is another task now');
  }
  const response = await send(address(`/${id}`), { method: 'DELETE', headers: { Accept: JSON_TYPE, ...tokenHeaders(greeting) } });
  if (response.status === 409) {
    return response.json();
  }
  return json(response);
}
