import type { EmailKind } from '@baton/contracts';
import emailProviders from 'email-providers';
import mailchecker from 'mailchecker';
import { getDomain } from 'tldts';

/** In the list because they have mailboxes for everybody, and firms whose people write from the same domain. */
const ALSO_EMPLOYERS = new Set(['about.com', 'alibaba.com', 'example.com', 'facebook.com', 'go.com', 'sky.com']);
const FREE = new Set(emailProviders.filter((domain) => !ALSO_EMPLOYERS.has(domain)));

const DISPOSABLE = mailchecker.blacklist();

/** Mailboxes of a function. https://www.rfc-editor.org/rfc/rfc2142, and those that firms have besides. */
const ROLES = new Set([
  ...['abuse', 'ftp', 'hostmaster', 'info', 'list', 'marketing', 'news', 'noc', 'postmaster', 'sales', 'security'],
  ...['support', 'trouble', 'usenet', 'uucp', 'webmaster', 'www'],
  ...['accounts', 'admin', 'administrator', 'billing', 'bookings', 'careers', 'contact', 'enquiries', 'enquiry'],
  ...['events', 'feedback', 'finance', 'hello', 'help', 'helpdesk', 'hr', 'inquiries', 'invoices', 'it', 'jobs'],
  ...['mail', 'mailbox', 'newsletter', 'no-reply', 'noreply', 'office', 'orders', 'press', 'privacy', 'purchasing'],
  ...['reception', 'service', 'team', 'vertrieb', 'kontakt', 'contacto', 'webteam'],
]);

/**
 * Whose mailbox an address is: somebody's at work, somebody's at home, nobody's (a function's), or one that is thrown
 * away. Where several hold, the one that says most about what the address is worth.
 */
export function emailKindOf(address: string): EmailKind {
  const [mailbox = '', host = ''] = address.toLowerCase().split('@');
  if (isDisposable(host)) return 'disposable';
  if (ROLES.has(mailbox.replace(/\+.*$/, ''))) return 'role';
  return isFree(host) ? 'free' : 'business';
}

/** The domain of the firm behind an address; undefined where everybody may have an address there. */
export function firmDomainOf(address: string): string | undefined {
  const [, host = ''] = address.toLowerCase().split('@');
  if (isFree(host) || isDisposable(host)) return undefined;
  return registrableDomainOf(host);
}

/** `www.shop.fjordworks.co.uk` → `fjordworks.co.uk`, by the public suffix list; undefined for what is no domain. */
export function registrableDomainOf(host: string): string | undefined {
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined;
}

/** The list alone: the library's own check of addresses takes its time over long ones. */
function isDisposable(host: string): boolean {
  const labels = host.split('.');
  return labels.some((_, from) => DISPOSABLE.has(labels.slice(from).join('.')));
}

function isFree(host: string): boolean {
  return FREE.has(host) || FREE.has(registrableDomainOf(host) ?? '');
}
