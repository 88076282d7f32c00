/**
 * Sends operations as the caller. An `Authorization` header typed into GraphiQL's header editor
 * wins over the bar; a refused persona token (they expire) is fetched again once.
 */
export function createFetcher(caller) {
  return async (operation, { headers = {} } = {}) => {
    let response = await send(operation, headers, await caller.token());
    if (response.status === 401 && (await caller.renew())) {
      response = await send(operation, headers, await caller.token());
    }
    return answer(response);
  };
}

function send(operation, typed, token) {
  const headers = new Headers({
    accept: 'application/graphql-response+json, application/json',
    'content-type': 'application/json',
  });
  if (token) headers.set('authorization', `Bearer ${token}`);
  for (const [name, value] of Object.entries(typed)) headers.set(name, value);
  return fetch('graphql', { method: 'POST', headers, body: JSON.stringify(operation) });
}

async function answer(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}, not JSON.`);
  }
}
