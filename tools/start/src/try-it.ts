import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface TrySource {
  readonly webhookPath: string;
  readonly secret: string;
}

/** A webhook source for whoever wants to post a lead by hand. Its secret is told once, so it is kept here. */
export async function trySource(folder: string, url: string, operatorToken: string): Promise<TrySource> {
  const file = join(folder, 'try-it.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as TrySource;
  const answer = await fetch(`${url}/api/ingest/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'standard-webhooks', name: 'By hand, from the command line' }),
  });
  if (!answer.ok) throw new Error(`POST /api/ingest/sources: ${answer.status} ${await answer.text()}`);
  const { webhookPath, generatedSecret } = (await answer.json()) as { webhookPath: string; generatedSecret: string };
  const source = { webhookPath, secret: generatedSecret };
  writeFileSync(file, JSON.stringify(source), { mode: 0o600 });
  return source;
}

/** A command that can be pasted at any time: it signs with the time at which it runs. */
export function signedCurl(url: string, { webhookPath, secret }: TrySource): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').toString('hex');
  const body = JSON.stringify({
    type: 'lead.submitted',
    data: {
      email: 'nora@fjordworks.example',
      name: 'Nora Lindqvist',
      title: 'Head of Operations',
      company: 'Fjordworks',
      employees: 240,
      utm_source: 'newsletter',
      utm_campaign: 'spring-launch',
      content: 'Guide: cutting dock waiting times',
      form: 'Book a demo',
    },
  });
  return [
    `body='${body}'; id=msg_$(date +%s%N); now=$(date +%s)`,
    `sig=$(printf '%s.%s.%s' "$id" "$now" "$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key} -binary | base64)`,
    `curl -sS ${url}${webhookPath} -H 'content-type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $now" -H "webhook-signature: v1,$sig" -d "$body"`,
  ].join('\n');
}
