/** The part of the bar that logs in and out, and in the demo takes its personas. */
import { LogIn, Session } from './log-in.js';

const { mode, client, issuer, session } = document.body.dataset;
const button = document.getElementById('log');
const select = document.getElementById('persona');
const about = document.getElementById('about');

const NOBODY = { name: 'public', label: 'The public' };
const AS_PUBLIC = 'You send no token, and see what anyone may see.';
const NO_COOKIES = 'the server asks for more than a name, or this browser keeps no cookie of it';

/** Lets the bar say who the caller is; queries wait for a log-in that is under way. */
export function connectLogIn(caller, nobody) {
  if (!isSecureContext) {
    tell('Logging in takes https, or the address 127.0.0.1: you ask as the public.');
    return;
  }
  const bar = new Bar(caller, nobody);
  caller.source = bar.begin();
  select.addEventListener('change', () => bar.take(select.value));
  button.addEventListener('click', () => bar.press());
}

class Bar {
  #logIn = new LogIn(client, issuer);
  #personas = [NOBODY];
  #session = null;

  constructor(caller, nobody) {
    this.caller = caller;
    this.nobody = nobody;
  }

  /** Who it is when the page opens: who comes back from logging in, or was here before. */
  begin() {
    return this.#attempt(async () => {
      if (mode === 'demo') await this.#listPersonas();
      const back = await this.#logIn.comeBack();
      if (back) return this.#know(back);
      const wanted = this.#personas.find(({ name }) => name === location.hash.slice(1));
      if (wanted && !wanted.subject) return this.#forget();
      const known = session && (await this.#logIn.quietly({ prompt: 'none' }));
      if (known && (!wanted || wanted.subject === known.subject)) return this.#know(known);
      return wanted ? this.#become(wanted) : this.#forget();
    });
  }

  /** The address keeps the persona, so that a reload or a shared link asks as the same one. */
  take(name) {
    const persona = this.#personas.find(each => each.name === name);
    const taken = () => (persona.subject ? this.#become(persona) : this.#forget());
    this.caller.become(this.#attempt(taken));
  }

  press() {
    if (!this.#session) {
      // Whoever is logged in already, in the demo, may want to be somebody else.
      this.#logIn.leave(mode === 'demo' ? { prompt: 'select_account' } : {});
      return;
    }
    const { tokens } = this.#session;
    this.caller.become(
      this.#attempt(async () => {
        await this.#logIn.end(tokens);
        return this.#forget();
      }),
    );
  }

  async #attempt(logIn) {
    button.disabled = select.disabled = true;
    try {
      return await logIn();
    } catch (error) {
      this.#forget();
      tell(`That did not work (${error.message}): you ask as the public.`);
      return this.nobody;
    } finally {
      button.disabled = select.disabled = false;
    }
  }

  async #become(persona) {
    const tokens = await this.#again(persona);
    if (!tokens) throw new Error(NO_COOKIES);
    return this.#know(tokens);
  }

  /** By a hint of who it is, which is all that the demo asks for. */
  #again({ name }) {
    return this.#logIn.quietly({ prompt: 'login', login_hint: name });
  }

  async #know(tokens) {
    const persona = this.#personas.find(({ subject }) => subject === tokens.subject);
    const again = () => (persona ? this.#again(persona) : this.#logIn.quietly({ prompt: 'none' }));
    const ended = () => this.#end();
    this.#session = new Session(this.#logIn, tokens, { again, ended });
    const name = persona ? persona.name : '';
    this.#show('Log out', persona?.description ?? `Logged in: ${await this.#logIn.name(tokens)}`);
    this.#mark(name);
    return this.#session;
  }

  #forget() {
    this.#session = null;
    this.#show('Log in', AS_PUBLIC);
    this.#mark(NOBODY.name);
    return this.nobody;
  }

  /** What was asked with the token that ended is answered as it was: refused. */
  #end() {
    this.caller.source = this.#forget();
    tell('Your log-in has ended. Log in again; until then you ask as the public.');
  }

  #show(label, text) {
    button.textContent = label;
    tell(text);
  }

  #mark(name) {
    if (mode !== 'demo') return;
    select.value = name;
    if (location.hash.slice(1) !== name && (location.hash || name !== NOBODY.name)) {
      history.replaceState(null, '', name ? `#${name}` : location.pathname);
    }
  }

  async #listPersonas() {
    const response = await fetch('demo/personas');
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    this.#personas = (await response.json()).personas;
    select.replaceChildren(...this.#personas.map(({ name, label }) => new Option(label, name)));
  }
}

function tell(text) {
  about.textContent = text;
}
