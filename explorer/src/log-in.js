/**
 * Logging in as any portal does: authorization code with PKCE (RFC 7636), then refreshing.
 *
 * Tokens stay in this page's memory; storage would outlive the page. A reload asks the server anew,
 * which knows the browser by the cookie of its session. What has to last on the way to the log-in
 * page and back is the verifier, and it is good once.
 */
const SCOPE = 'openid profile offline_access read write research';
const UNDER_WAY = 'throughline-log-in';
const EARLY = 30_000;

/** What the server says when it wants to show a page, and was asked not to. */
const WANTS_A_PAGE = new Set(['login_required', 'consent_required', 'interaction_required']);

/** The log-in of one client of the server that serves this page. */
export class LogIn {
  constructor(client, issuer) {
    this.client = client;
    this.issuer = issuer;
    this.here = location.origin + location.pathname;
  }

  /** Tokens without leaving the page, or null where the server has to show one of its own. */
  async quietly(parameters) {
    const asked = await this.#request(parameters);
    const { url } = await fetch(asked.address, { cache: 'no-store' });
    return this.#answered(new URL(url).searchParams, asked);
  }

  /** Goes to the server's pages, which lead back here; nothing happens here any more. */
  async leave(parameters) {
    const { address, ...kept } = await this.#request(parameters);
    sessionStorage.setItem(UNDER_WAY, JSON.stringify(kept));
    location.assign(address);
  }

  /** The tokens that the address has brought back from there, or null. */
  async comeBack() {
    const kept = sessionStorage.getItem(UNDER_WAY);
    sessionStorage.removeItem(UNDER_WAY);
    const said = new URLSearchParams(location.search);
    if (!said.has('state')) return null;
    history.replaceState(null, '', this.here + location.hash);
    return kept && this.#answered(said, JSON.parse(kept));
  }

  /** New tokens for a refresh token, which is never good again. */
  refresh(token) {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: token });
  }

  /** What the person is called. */
  async name({ access }) {
    const headers = { authorization: `Bearer ${access}` };
    const { name } = await answer(await fetch('oauth/userinfo', { headers }));
    return name;
  }

  /** Ends the session, and all that came of it; the hint is sent where no log keeps it. */
  async end({ identity }) {
    const body = new URLSearchParams({ id_token_hint: identity, client_id: this.client });
    await fetch('oauth/logout', { method: 'POST', body });
  }

  async #request(parameters) {
    const [verifier, state] = [unguessable(), unguessable()];
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.client,
      redirect_uri: this.here,
      scope: SCOPE,
      state,
      code_challenge: await challenge(verifier),
      code_challenge_method: 'S256',
      ...parameters,
    });
    return { address: `oauth/authorize?${query}`, verifier, state };
  }

  async #answered(said, { verifier, state }) {
    if (said.get('state') !== state || said.get('iss') !== this.issuer) return null;
    const error = said.get('error');
    if (WANTS_A_PAGE.has(error)) return null;
    if (error) throw new Error(said.get('error_description') ?? error);
    return this.#tokens({
      grant_type: 'authorization_code',
      code: said.get('code'),
      code_verifier: verifier,
      redirect_uri: this.here,
    });
  }

  async #tokens(fields) {
    const body = new URLSearchParams({ ...fields, client_id: this.client });
    const given = await answer(await fetch('oauth/token', { method: 'POST', body }));
    return {
      access: given.access_token,
      refresh: given.refresh_token,
      identity: given.id_token,
      subject: subjectOf(given.id_token),
      until: Date.now() + given.expires_in * 1000,
    };
  }
}

/** Somebody who is logged in: where the caller's tokens come from. */
export class Session {
  #renewing = null;

  /** `again` gives tokens when refreshing is over; `ended` is told when there are none. */
  constructor(logIn, tokens, { again, ended }) {
    this.tokens = tokens;
    Object.assign(this, { logIn, again, ended });
  }

  async token() {
    if (this.tokens.until - EARLY < Date.now()) await this.renew();
    return this.tokens.access;
  }

  /** Whether there are new tokens. One at a time: a refresh token sent twice ends the log-in. */
  renew() {
    this.#renewing ??= this.#renewed().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renewed() {
    const { refresh, subject } = this.tokens;
    const given = await this.logIn
      .refresh(refresh)
      .catch(this.again)
      .catch(() => null);
    const same = given?.subject === subject;
    if (same) this.tokens = given;
    else this.ended();
    return same;
  }
}

async function answer(response) {
  const said = await response.json().catch(() => ({}));
  if (response.ok) return said;
  throw new Error(said.error_description ?? said.error ?? `the server answered ${response.status}`);
}

/** It came from the server itself, so that its signature need not be looked at (OIDC 3.1.3.7). */
function subjectOf(identity) {
  const part = identity.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(atob(part)).sub;
}

function unguessable() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
