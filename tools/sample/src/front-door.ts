/** An answer that was not the one hoped for, in one line. */
export class FrontDoorError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Baton's HTTP API, as one signed-in user sees it. Answers are trusted to have the documented shape. */
export class FrontDoor {
  /**
   * @param url of the front door, without a slash at the end.
   * @param credentials the headers that say who calls.
   */
  constructor(
    readonly url: string,
    private readonly credentials: Readonly<Record<string, string>>,
  ) {}

  /** Signs in as a person does, and keeps the cookie. @throws FrontDoorError where the password is wrong. */
  static async signIn(url: string, email: string, password: string): Promise<FrontDoor> {
    const response = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    if (!response.ok) throw await refusalOf(response, `sign in as ${email}`);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return new FrontDoor(url, { cookie, origin: url });
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }
  post<T>(path: string, body: unknown): Promise<T> {
    return this.ask<T>('POST', path, body);
  }
  put<T>(path: string, body: unknown): Promise<T> {
    return this.ask<T>('PUT', path, body);
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusalOf(response, `${method} ${path}`);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

async function refusalOf(response: Response, what: string): Promise<FrontDoorError> {
  const text = await response.text();
  return new FrontDoorError(response.status, `${what}: ${response.status} ${detailIn(text)}`);
}

/** What a problem+json says; of anything else, its beginning. */
function detailIn(text: string): string {
  try {
    return (JSON.parse(text) as { detail?: string }).detail ?? text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
