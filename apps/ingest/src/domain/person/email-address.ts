const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;
const DOTLESS_DOMAINS = new Set(['gmail.com', 'googlemail.com']);

/** The address as the person wrote it, without blanks around it or a display name; null where it is none. */
export function emailAddressIn(text: string): string | null {
  const address = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();
  return address.length <= 254 && ADDRESS.test(address) ? address : null;
}

/**
 * The key under which an address matches others of the same mailbox: lower case, punycode domain, without `+tag`,
 * without dots at Gmail. For matching only: it is never shown and nothing is sent to it.
 */
export function emailKey(address: string): string | null {
  const [local = '', host = ''] = address.normalize('NFC').toLowerCase().split('@');
  const domain = asciiDomain(host);
  const atGmail = DOTLESS_DOMAINS.has(domain);
  const mailbox = local.replace(/(?<=.)\+.*$/, '');
  const name = atGmail ? mailbox.replaceAll('.', '') : mailbox;
  if (domain === '' || name === '') return null;
  return `email:${name}@${atGmail ? 'gmail.com' : domain}`;
}

/** Punycode, as the domain name system knows it; empty where it is no host name. */
function asciiDomain(host: string): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
}
