/** The path that a platform posts to, behind the front door. */
export function webhookPathOf(sourceId: string): string {
  return `/webhooks/${sourceId}`;
}

/** The whole address, as it is pasted into a platform; HubSpot signs it. */
export function publicUrlOf(config: { readonly BATON_PUBLIC_URL: string }, sourceId: string): string {
  return `${config.BATON_PUBLIC_URL.replace(/\/+$/, '')}${webhookPathOf(sourceId)}`;
}
