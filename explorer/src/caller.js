/**
 * Who is asking: nobody, a demo persona, or whoever the pasted bearer token names.
 *
 * A `change` event says that the answers shown so far belong to somebody else. Tokens stay in this
 * page's memory: nothing that opens the API is written to the browser's storage.
 */
class Caller extends EventTarget {
  /** Where tokens come from; a promise while the choice is still being loaded. */
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
  if (document.body.dataset.mode === 'demo') connectPersonas(caller);
  else connectTokenField(caller);
  return caller;
}

function connectTokenField(caller) {
  const field = document.getElementById('token');
  field.addEventListener('change', () => {
    const token = field.value.trim().replace(/^Bearer\s+/i, '');
    caller.become(fixed(token || null));
  });
}

/** The address keeps the persona, so that a reload or a shared link asks as the same one. */
function connectPersonas(caller) {
  const select = document.getElementById('persona');
  const about = document.getElementById('about');
  const tell = () => (about.textContent = select.selectedOptions[0].dataset.description);
  caller.source = listPersonas(select).then(
    () => {
      tell();
      return persona(select.value);
    },
    error => {
      about.textContent = `The personas can't be loaded (${error.message}): you ask as the public.`;
      return PUBLIC;
    },
  );
  select.addEventListener('change', () => {
    tell();
    history.replaceState(null, '', `#${select.value}`);
    caller.become(persona(select.value));
  });
}

async function listPersonas(select) {
  const { personas } = await getJson('demo/personas');
  select.replaceChildren(...personas.map(option));
  const wanted = location.hash.slice(1);
  if (personas.some(({ name }) => name === wanted)) select.value = wanted;
  select.disabled = false;
}

function option({ name, label, description }) {
  const made = new Option(label, name);
  made.dataset.description = description;
  return made;
}

function persona(name) {
  if (name === 'public') return PUBLIC;
  let held = null;
  const token = () => (held ??= fetchToken(name));
  const renew = () => {
    held = null;
    return true;
  };
  return { token, renew };
}

async function fetchToken(name) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ persona: name });
  const answer = await getJson('demo/token', { method: 'POST', headers, body });
  return answer.access_token;
}

async function getJson(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}
