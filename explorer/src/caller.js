import { connectLogIn } from './asking.js';

/**
 * Who is asking: nobody, who has logged in, or whoever the pasted bearer token names.
 *
 * A `change` event says that the answers shown so far belong to somebody else. Tokens stay in this
 * page's memory: nothing that opens the API is written to the browser's storage.
 */
class Caller extends EventTarget {
  /** Where tokens come from; a promise while somebody is still being logged in. */
  source = PUBLIC;

  /** The bearer token to send, or null for the public slice. */
  async token() {
    return (await this.source).token();
  }

  /** Called when the server refuses the token; true when another one is worth a try. */
  async renew() {
    return (await this.source).renew();
  }

  become(source) {
    this.source = source;
    this.dispatchEvent(new Event('change'));
  }
}

const fixed = token => ({ token: async () => token, renew: () => false });
const PUBLIC = fixed(null);

/** The caller that the bar above the editor chooses. */
export function callerFromBar() {
  const caller = new Caller();
  for (const form of document.querySelectorAll('.bar form')) {
    form.addEventListener('submit', event => event.preventDefault());
  }
  if (document.body.dataset.mode === 'token') connectTokenField(caller);
  else connectLogIn(caller, PUBLIC);
  return caller;
}

function connectTokenField(caller) {
  const field = document.getElementById('token');
  field.addEventListener('change', () => {
    const token = field.value.trim().replace(/^Bearer\s+/i, '');
    caller.become(fixed(token || null));
  });
}
