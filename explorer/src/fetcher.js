import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';

/**
 * Sends operations as the caller. An `Authorization` header typed into GraphiQL's header editor
 * wins over the bar; a refused persona token (they expire) is fetched again once. What happens
 * comes as a stream, until it is stopped; one that is cut is not taken up again by itself.
 */
export function createFetcher(caller) {
  return async (operation, { headers = {}, documentAST } = {}) => {
    const { operation: kind } = getOperationAST(documentAST ?? NOTHING, operation.operationName) ?? {};
    if (kind === 'subscription') return stream(operation, headers, caller);
    let response = await send(operation, headers, await caller.token());
    if (response.status === 401 && (await caller.renew())) {
      response = await send(operation, headers, await caller.token());
    }
    return answer(response);
  };
}

const NOTHING = { kind: 'Document', definitions: [] };

/** An observable, which GraphiQL stops when it is asked to. */
function stream(operation, typed, caller) {
  const client = createClient({
    url: 'graphql',
    retryAttempts: 0,
    headers: async () => Object.fromEntries(headersOf(typed, await caller.token())),
  });
  return {
    subscribe(observer) {
      let isOver = false;
      let stop = () => {};
      const listen = isRenewed => {
        const error = async failure => {
          if (failure.response?.status !== 401 || isRenewed || !(await caller.renew())) {
            observer.error(failure);
          } else if (!isOver) listen(true);
        };
        stop = client.subscribe(operation, { ...observer, error });
      };
      listen(false);
      return {
        unsubscribe() {
          isOver = true;
          stop();
        },
      };
    },
  };
}

const USUAL = {
  accept: 'application/graphql-response+json, application/json',
  'content-type': 'application/json',
};

function send(operation, typed, token) {
  const headers = headersOf({ ...USUAL, ...typed }, token);
  return fetch('graphql', { method: 'POST', headers, body: JSON.stringify(operation) });
}

function headersOf(typed, token) {
  const headers = new Headers();
  if (token) headers.set('authorization', `Bearer ${token}`);
  for (const [name, value] of Object.entries(typed)) headers.set(name, value);
  return headers;
}

async function answer(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}, not JSON.`);
  }
}
