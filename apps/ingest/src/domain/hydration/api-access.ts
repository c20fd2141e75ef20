/** How a source reaches the API of its platform. All but the address are secrets. */
export interface ApiAccess {
  /** Where the API is, if not where the platform has it for everybody. Without a slash at its end. */
  readonly url?: string | undefined;
  readonly accessToken: string;
  /** With the app's own id and secret it is given for a new access token when the old one has expired. */
  readonly refreshToken?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
}
