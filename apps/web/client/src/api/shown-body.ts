/** What was sent: hidden, with its values hidden, or as it is. */
export type ShownBody =
  | { readonly kind: 'none' | 'hidden' }
  | { readonly kind: 'masked'; readonly json: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'base64'; readonly base64: string };
