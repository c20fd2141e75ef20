import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export const DESKTOP = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const SMALL_PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

export interface OpenedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The addresses that it fetched from. */
  readonly asked: string[];
  /** What went wrong in its scripts. */
  readonly broken: string[];
}

/** A fresh browser at an address. @param cookie of somebody's session, `name=value` */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  cookie: string | null,
): Promise<OpenedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Oslo', ...options });
  // A test that waits in vain says for what.
  context.setDefaultTimeout(20_000);
  if (cookie) {
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  const asked: string[] = [];
  const broken: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => broken.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) broken.push(message.text());
  });
  await page.goto(url);
  return { context, page, asked, broken };
}

/** Kept for whoever changed a page and wants to look at it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['BATON_SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
