import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import {
  PASSWORD,
  type RunningFrontDoor,
  startFrontDoor,
} from '../server/test/running-front-door.fixture.js';
import { accessibilityProblems, builtClient, launchChromium } from './chromium.fixture.js';
import {
  DESKTOP,
  keepPicture as keepPictureOf,
  openPage,
  PHONE,
  SMALL_PHONE,
} from './opened-page.fixture.js';
import { leadIdOf } from './sample-leads.fixture.js';
import { startStubServices, type StubServices } from './stub-services.fixture.js';

const REP = { id: '0198a100-0000-7000-8000-000000000021', name: 'Maya Okafor' };

let browser: Browser;
let services: StubServices;
let door: RunningFrontDoor;
let context: BrowserContext;
let page: Page;
let asked: string[] = [];
let broken: string[] = [];

jest.setTimeout(90_000);

const cookies = new Map<string, string>();

beforeAll(async () => {
  browser = await launchChromium();
  services = await startStubServices(REP);
  door = await startFrontDoor({
    upstreams: services.upstreams,
    clientFolder: builtClient(),
    publicUrl: 'http://127.0.0.1:8080',
  });
  await door.createAccount('maya@baton.example', 'rep', REP.id);
  await door.createAccount('operator@baton.example', 'operator');
  await door.createAccount('manager@baton.example', 'manager');
});
afterAll(async () => {
  await browser?.close();
  await door?.stop();
  await services?.stop();
});

beforeEach(() => services.reset(60));
afterEach(() => context?.close());

/** A fresh browser at a page, with somebody's session where an account is named. */
async function open(path: string, options: BrowserContextOptions = DESKTOP, email?: string): Promise<void> {
  if (email && !cookies.has(email)) cookies.set(email, await door.cookieOf(email));
  const cookie = email ? cookies.get(email)! : null;
  ({ context, page, asked, broken } = await openPage(browser, door.url + path, options, cookie));
}

const openAs = (email: string, path: string, options?: BrowserContextOptions) => open(path, options, email);

const rows = () => page.locator('li[data-lead]');
const row = (number: number) => page.locator(`li[data-lead="${leadIdOf(number)}"]`);
const current = () => page.locator('li[aria-current]').getAttribute('data-lead');
const tab = (name: string) => page.getByRole('tab', { name });

const keepPicture = (name: string) => keepPictureOf(page, name);

describe('signing in', () => {
  it('stands in place of the page that was asked for, and says what was wrong', async () => {
    await open(`/leads/${leadIdOf(3)}`);
    await page.getByLabel('E-mail address').fill('maya@baton.example');
    await page.getByLabel('Password').first().fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('maya@baton.example');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ingrid Solheim' }).waitFor();
    expect(broken).toEqual([]);
  });

  it('asks nobody else for anything', async () => {
    await openAs('maya@baton.example', '/');
    await rows().first().waitFor();
    expect(asked.filter((url) => !url.startsWith(door.url) && !url.startsWith('data:'))).toEqual([]);
    expect(broken).toEqual([]);
  });

  it('ends with signing out, for the page as for the session', async () => {
    await openAs('maya@baton.example', '/funnel');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Baton' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('my leads', () => {
  it('tells enough about each to decide', async () => {
    await openAs('maya@baton.example', '/');
    await row(0).waitFor();
    const text = (await row(0).innerText()).replace(/\s+/g, ' ');
    for (const part of [
      'Nora Lindqvist',
      'Head of Operations at Fjordworks · Logistics · 240 people · NO',
      'Asked for a demo · leads an operations team · third visit this week',
      'asked for a demo +20',
      'outside the regions we serve −5',
      'From Paid search, campaign spring-launch',
      'They say A colleague told me – not where their clicks came from',
      'Content Read “Cutting dock waiting times”',
      'Prompt Asked for a demo',
      'Maya was to respond by',
      '25 min late',
    ]) {
      expect(text).toContain(part);
    }
    expect(await tab('Open').innerText()).toMatch(/Open\s*60/);
  });

  it('is worked through by keys alone', async () => {
    await openAs('maya@baton.example', '/');
    await row(0).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await current()).toBe(leadIdOf(1));
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await row(0).waitFor({ state: 'detached' });
    expect(await current()).toBe(leadIdOf(1));
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByText('Why not Adaeze Obi?').waitFor();
    await page.getByRole('dialog').getByText('No need').waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await row(1).waitFor({ state: 'detached' });
    await page.getByText('Rejected: Adaeze Obi').waitFor();
    expect(services.acts).toEqual([
      { path: `/leads/${leadIdOf(0)}/accept`, body: {} },
      { path: `/leads/${leadIdOf(1)}/reject`, body: { reasons: ['NO_NEED', 'NOT_DECISION_ROLE'] } },
    ]);
    await page.getByRole('tab', { name: 'Accepted 1' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByText('Left a message').click();
    await page.keyboard.press('Enter');
    await row(2).getByText('Contacted (1)').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Tomás Ferreira' }).waitFor();
    expect(broken).toEqual([]);
  });

  it('takes two clicks for yes and three for no', async () => {
    await openAs('maya@baton.example', '/');
    await row(0).getByRole('button', { name: 'Accept' }).click();
    await row(0).waitFor({ state: 'detached' });
    await page.getByText('Accepted: Nora Lindqvist').waitFor();
    // A second tap at once would be a double tap.
    await page.waitForFunction('new Promise((resolve) => setTimeout(() => resolve(true), 450))');
    await row(1).getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').getByText('Only reading up').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    await row(1).waitFor({ state: 'detached' });
    expect(services.acts.at(-1)).toEqual({
      path: `/leads/${leadIdOf(1)}/reject`,
      body: { reasons: ['NOT_READY_RESEARCHING'] },
    });
  });

  it('does not let a double tap answer for the next lead', async () => {
    await openAs('maya@baton.example', '/');
    const box = (await row(0).getByRole('button', { name: 'Accept' }).boundingBox())!;
    await page.mouse.dblclick(box.x + 10, box.y + 10, { delay: 20 });
    await page.getByRole('tab', { name: 'Accepted 1' }).waitFor();
    expect(services.acts).toHaveLength(1);
  });

  it('wants words for “something else”', async () => {
    await openAs('maya@baton.example', '/');
    await row(0).getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Something else').click();
    await dialog.getByLabel('What is it?').fill('too short');
    expect(await dialog.getByRole('button', { name: 'Reject' }).isDisabled()).toBe(true);
    await dialog.getByLabel('What is it?').fill('They were bought by a firm that is a customer.');
    await dialog.getByRole('button', { name: 'All reasons' }).click();
    await dialog.getByText('Already a customer').waitFor();
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await row(0).waitFor({ state: 'detached' });
    expect(services.acts.at(-1)!.body).toEqual({
      reasons: ['OTHER'],
      comment: 'They were bought by a firm that is a customer.',
    });
  });

  it('puts a lead back where it was when Baton says no, and says why', async () => {
    await openAs('maya@baton.example', '/');
    await row(1).waitFor();
    services.refuseNext(409, 'Jonas Weber has accepted this lead. That verdict stands.');
    await row(1).getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('alert').getByText('That verdict stands.').waitFor();
    await row(1).waitFor();
    const order = await page.evaluate(
      `[...document.querySelectorAll('li[data-lead]')].slice(0, 3).map((each) => each.dataset.lead)`,
    );
    expect(order).toEqual([0, 1, 2].map(leadIdOf));
    await page.getByRole('tab', { name: 'Open 60' }).waitFor();
  });

  it('announces what arrives without moving a row, and marks what is gone', async () => {
    await openAs('maya@baton.example', '/');
    await row(2).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const before = await row(2).boundingBox();
    services.arrive(70);
    services.arrive(71);
    services.changeElsewhere(leadIdOf(0), 'accepted');
    services.changeElsewhere(leadIdOf(1), 'moved');
    await page.getByText('2 new leads').waitFor();
    await row(0).getByText('Accepted on another device').waitFor();
    await row(1).getByText('Somebody else has this lead now').waitFor();
    expect(await row(2).boundingBox()).toEqual(before);
    expect(await page.title()).toBe('(2) My leads · Baton');
    await keepPicture('my-leads-news');
    await page.getByRole('button', { name: '2 new leads · Show' }).click();
    await row(0).waitFor({ state: 'detached' });
    await row(1).waitFor({ state: 'detached' });
    await row(2).waitFor();
    expect(await page.title()).toBe('My leads · Baton');
  });

  it('reads a long list page by page', async () => {
    await openAs('maya@baton.example', '/');
    await row(49).waitFor({ state: 'attached' });
    expect(await rows().count()).toBe(50);
    await page.keyboard.press('End');
    await row(59).waitFor({ state: 'attached' });
    expect(await rows().count()).toBe(60);
  });

  it('keeps what was accepted until it is won', async () => {
    services.leads.get(leadIdOf(4))!.state = 'accepted';
    await openAs('maya@baton.example', '/my-leads?state=accepted');
    await row(4).getByRole('button', { name: 'Contacted' }).click();
    await page.getByRole('dialog').getByText('Reached', { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await row(4).getByText('Contacted (1)').waitFor();
    await row(4).getByRole('button', { name: 'Won' }).click();
    await page.getByLabel('What is it worth?').fill('12500.5');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await row(4).getByText('Won: €12,500.50').waitFor();
    expect(services.acts.map(({ body }) => body)).toMatchObject([
      { channel: 'phone', outcome: 'reached', attemptId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      { amount: { amountMinor: 1_250_050, currency: 'EUR' } },
    ]);
  });

  it('teaches while it is empty, and fills by itself', async () => {
    services.leads.clear();
    await openAs('maya@baton.example', '/');
    await page.getByText('No lead waits for you').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    services.arrive(70);
    await row(70).waitFor();
  });

  it.each([
    ['390', PHONE],
    ['360', SMALL_PHONE],
  ])('fits a phone of %s px, with room for a finger', async (name, options) => {
    await openAs('maya@baton.example', '/', options);
    await row(0).waitFor();
    await keepPicture(`my-leads-${name}`);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const heights = await page.evaluate<number[]>(
      `[...document.querySelectorAll('li[data-lead] button')].slice(0, 3).map((each) => each.offsetHeight)`,
    );
    for (const height of heights) expect(height).toBeGreaterThanOrEqual(44);
    await row(0).getByRole('button', { name: 'Accept' }).tap();
    await row(0).waitFor({ state: 'detached' });
  });
});

describe('a lead’s story', () => {
  it('is told in sentences, with the event behind each, and takes the verdict', async () => {
    await openAs('maya@baton.example', `/leads/${leadIdOf(0)}`);
    await page.getByText('Read “Cutting dock waiting times”.').waitFor();
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .count(),
    ).toBe(5);
    await page.locator('summary', { hasText: 'lead.scored' }).click();
    await page.getByLabel('The event lead.scored').waitFor();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy lead id' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(leadIdOf(0));
    await page.getByRole('button', { name: 'Accept Nora Lindqvist' }).click();
    await page.getByText('Accepted: Nora Lindqvist').waitFor();
    expect(broken).toEqual([]);
  });

  it('says so when there is none', async () => {
    await openAs('maya@baton.example', `/leads/${leadIdOf(999)}`);
    await page.getByRole('alert').getByText('No lead has this id.').waitFor();
  });
});

describe('the funnel', () => {
  it('shows the numbers, and keeps them up to date', async () => {
    await openAs('manager@baton.example', '/funnel');
    const received = page.getByRole('list', { name: 'How far people got' }).getByRole('listitem').first();
    await received.getByText('412').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText(/people said how they heard of you; \d+ of them named another way/).waitFor();
    services.setReceived(500);
    services.tick();
    await received.getByText('500').waitFor();
    await page.getByText('By week').click();
    await page.getByRole('list', { name: 'By week' }).getByText('2026-W12').waitFor();
    expect(await page.getByRole('row').count()).toBe(6);
    await page.getByLabel('Campaign', { exact: true }).selectOption('spring-launch');
    await page.waitForURL('**/funnel?campaign=spring-launch');
    expect(broken).toEqual([]);
  });
});

describe('the other pages', () => {
  it('find a lead by what one remembers', async () => {
    await openAs('manager@baton.example', '/');
    await page.getByLabel('Find a lead').fill('adaeze obi 2');
    await page.getByText('1 lead', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Adaeze Obi 2' }).click();
    await page.getByRole('heading', { name: 'Adaeze Obi 2' }).waitFor();
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
  });

  it('tell an operator what is not well', async () => {
    await openAs('operator@baton.example', '/');
    await page.getByText('scoring, routing, feedback, reporting are not ready.').waitFor();
    await page.getByText('database: connection refused').waitFor();
    await page.getByRole('link', { name: 'Sources' }).click();
    await page.getByText('https://baton.example/webhooks/0198a100-0000-7000-8000-000000000091').waitFor();
  });

  it('are all in reach where there is no room for their names', async () => {
    await openAs('operator@baton.example', '/health', { viewport: { width: 800, height: 900 } });
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.waitForURL('**/dead-letters');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
    await openAs('operator@baton.example', '/dead-letters', SMALL_PHONE);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { x, width } = (await page.getByRole('link', { name: 'Dead letters' }).boundingBox())!;
    expect(Math.floor(x + width)).toBeLessThanOrEqual(360);
    await keepPicture('dead-letters-360');
  });

  it('say whose they are', async () => {
    await openAs('maya@baton.example', '/health');
    await page.getByText('This page is not for your role').waitFor();
    await page.goto(`${door.url}/nowhere`);
    await page.getByText('There is nothing at this address').waitFor();
  });
});

describe('sources', () => {
  it('are connected in a minute: a platform, a secret, an address, and the first delivery seen', async () => {
    await openAs('operator@baton.example', '/sources');
    await page.getByText('Standard Webhooks and Svix · 1 secret').waitFor();
    await page.getByRole('button', { name: 'Connect a platform' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Platform').selectOption('Marketo');
    await dialog.getByText('{{lead.Email Address}}').waitFor();
    await dialog.getByLabel('Platform').selectOption('Meta Lead Ads');
    await dialog.getByLabel('Access token').waitFor();
    await dialog.getByLabel('Platform').selectOption('Standard Webhooks and Svix');
    expect(await dialog.getByRole('button', { name: 'Make the address' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Name').fill('Landing pages');
    await keepPicture('connect');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make the address' }).click();
    await dialog.getByText('https://baton.example/webhooks/0198a100-0000-7000-8000-000000000093').waitFor();
    await dialog.getByText('whsec_c2hvd24tdGhpcy1vbmNl').waitFor();
    await dialog.getByText('Waiting for the first delivery…').waitFor();
    services.sources.deliveries.push({
      id: '0198a100-0000-7000-8000-0000000000d1',
      receivedAt: new Date().toISOString(),
      state: 'done',
      outcome: 'lead',
      leadId: leadIdOf(0),
      reason: null,
    });
    await dialog.getByText('A new lead').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Landing pages').waitFor();
    expect(broken).toEqual([]);
  });

  it('show what came through them, and change their secrets without a gap', async () => {
    services.sources.deliveries.push({
      id: '0198a100-0000-7000-8000-0000000000d2',
      receivedAt: new Date().toISOString(),
      state: 'dead',
      outcome: null,
      leadId: null,
      reason: 'the body is not JSON',
    });
    await openAs('operator@baton.example', '/sources', PHONE);
    await page.getByRole('button', { name: 'Show what came through Website' }).click();
    const website = page.locator('li[data-source="0198a100-0000-7000-8000-000000000091"]');
    await website.getByText('3 could not be read').waitFor();
    await website.getByText('Could not be read: the body is not JSON').waitFor();
    await website.getByLabel('A new secret').fill('the next secret');
    await website.getByRole('button', { name: 'Add it' }).click();
    await website.getByText('2 secrets').waitFor();
    await keepPicture('source-open');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await website.getByRole('button', { name: 'Drop the old' }).click();
    await website.getByText('1 secret').first().waitFor();
    expect(broken).toEqual([]);
  });

  it('are tested, paused, missed when they are silent, and read again, on a phone', async () => {
    services.sources.isSilent = true;
    await openAs('operator@baton.example', '/sources', PHONE);
    await page.getByRole('button', { name: 'Show what came through Website' }).click();
    const website = page.locator('li[data-source="0198a100-0000-7000-8000-000000000091"]');
    await website.getByText('Silent at an unusual hour').waitFor();
    await website.getByText('7 webhooks not taken, for they proved nothing').waitFor();
    await website.getByRole('img', { name: /Deliveries of the last 14 days.*3 not read/ }).waitFor();
    await website.getByRole('button', { name: 'Send a test' }).click();
    await website.getByText(/a test, which was read without a fault/).click();
    await website.getByText('"n…@…"').waitFor();
    await keepPicture('source-health');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await website.getByRole('button', { name: 'Show personal data' }).click();
    await website.getByText('nora@fjordworks.example').waitFor();
    await website.getByRole('button', { name: 'Read it again' }).click();
    await page.getByText('It was read again').waitFor();
    expect(services.sources.replays).toBe(1);

    await website.getByRole('button', { name: 'Pause' }).click();
    await website.getByText('What it sends is kept and waits: 12 deliveries so far.').waitFor();
    await website.getByText(/^Paused · /).waitFor();
    await website.getByRole('button', { name: 'Go on' }).click();
    await website.getByRole('button', { name: 'Pause' }).waitFor();
    expect(broken).toEqual([]);
  });
});

describe('a field map', () => {
  const deliveries = () => page.getByRole('region', { name: 'The latest deliveries' });

  it('is tried on real deliveries while it is written, then saved', async () => {
    await openAs('operator@baton.example', '/sources');
    await page.getByRole('button', { name: 'Show what came through Website' }).click();
    await page.getByRole('link', { name: 'How Website is read' }).click();
    await deliveries().getByText('Refused: no e-mail address found').first().waitFor();
    expect(await page.getByLabel('Company').inputValue()).toBe('data.Firma');
    expect(await page.locator('#seen-paths option').count()).toBe(3);
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('E-mail address').fill('data.E-Mail');
    await deliveries().getByText('a…').first().waitFor();
    await deliveries().getByText('Refused: no e-mail address found').waitFor();
    expect(await page.locator('section', { hasText: 'Read by no rule' }).innerText()).toMatch(/data\.Bemerkung.*kept as an attribute/s);
    await keepPicture('field-map');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('switch', { name: 'Show personal data' }).click();
    await deliveries().getByText('ada@fjordworks.example').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Deliveries are read this way now').waitFor();
    expect(services.sources.fieldMap.kept).toEqual([
      [
        '0198a100-0000-7000-8000-000000000091',
        { root: 'data', company: { name: 'data.Firma' }, person: { email: 'data.E-Mail' } },
      ],
    ]);
    expect(broken).toEqual([]);
  });

  it('is written as JSON by those who know how, on a phone as well', async () => {
    await openAs('operator@baton.example', '/sources/0198a100-0000-7000-8000-000000000091/field-map', PHONE);
    await page.getByText('JSON', { exact: true }).click();
    const json = page.getByLabel('The field map as JSON');
    await json.fill('{ "person": ');
    await page.getByText('This is no JSON object').waitFor();
    await json.fill('{ "person": { "email": "data.E-Mail" } }');
    await deliveries().getByText('A lead').waitFor();
    await keepPicture('field-map-json-phone');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByText('Fields', { exact: true }).click();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('data.E-Mail');
    await keepPicture('field-map-phone');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await deliveries().getByText('Refused: no e-mail address found').first().waitFor();
    expect(broken).toEqual([]);
  });
});

describe('a file', () => {
  const csv = (rows: number, more = '') =>
    Buffer.from(
      `Email;Name;Firm\r\n${Array.from({ length: rows }, (_, at) => `p${at}@firm.example;Person ${at};Fjordworks\r\n`).join('')}${more}`,
    );
  const choose = (buffer: Buffer, name = 'Spring fair.csv') =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  const lines = () => services.sources.import.lines;

  it('is shown as Baton would read it, then imported, with a report of what was refused', async () => {
    await openAs('operator@baton.example', '/sources', PHONE);
    await choose(csv(50_000, 'nobody;x;y\r\nshort\r\n'));
    await page.getByRole('row', { name: '2 p0@firm.example Person 0 –' }).waitFor();
    await page.getByLabel('Company').selectOption('Firm');
    await page.getByRole('row', { name: '2 p0@firm.example Person 0 Fjordworks' }).waitFor();
    expect(await page.getByLabel('Name of the new source').inputValue()).toBe('Spring fair');
    await keepPicture('import');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

    services.sources.import.busy = 1;
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Done: 50,000 rows sent, 2 refused.').waitFor();
    expect(lines()).toEqual(Array.from({ length: 50_001 }, (_, at) => at + 2));
    expect([...services.sources.import.files]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await page.getByText('Line 50002: no e-mail address').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save them as a file' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Spring fair.csv.refused.csv');
    expect(readFileSync(await download.path(), 'utf8').split('\r\n')).toEqual([
      '\uFEFFLine,Refused because,Email,Name,Firm',
      '50002,no e-mail address,nobody,x,y',
      '50003,"has 1 cell, and the header has 3",short',
      '',
    ]);
    await keepPicture('import-done');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(broken).toEqual([]);
  });

  it('goes on where it was stopped', async () => {
    await openAs('operator@baton.example', '/sources');
    await choose(csv(3_000));
    services.sources.import.busy = 1_000;
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Importing: 0 rows sent').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: 0 rows sent').waitFor();
    services.sources.import.busy = 0;
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Done: 3,000 rows sent.').waitFor();
    expect(lines()).toHaveLength(3_000);
    await page.getByRole('link', { name: 'See the leads' }).waitFor();
    expect(broken).toEqual([]);
  });

  it('says why it cannot be read', async () => {
    await openAs('operator@baton.example', '/sources');
    await choose(Buffer.from('Email,Email\n'));
    await page.getByRole('alert').getByText('Two columns are called “Email”').waitFor();
    await choose(Buffer.from('Email\n'), 'other.csv');
    await page.getByRole('alert').getByText('There are no rows below the header.').waitFor();
    expect(broken).toEqual([]);
  });
});

describe('dead letters', () => {
  const openPage = (path = '/dead-letters', options?: BrowserContextOptions) =>
    openAs('operator@baton.example', path, options);
  const letters = () => page.locator('li[data-letter]');
  const letter = (number: number) => page.locator(`li[data-letter="${services.deadLetters.idOf(number)}"]`);
  const posts = () => services.deadLetters.asked;

  it('are counted, listed the newest first, and narrowed down', async () => {
    await openPage();
    await letters().first().waitFor();
    expect(await letters().count()).toBe(50);
    await page.getByText('scoring, routing do not answer').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await letter(1).waitFor();
    expect(await letters().count()).toBe(66);

    await page.getByRole('link', { name: 'Show 1: ingest, Refused, webhook' }).click();
    await letter(100).waitFor({ state: 'detached' });
    await letters().first().waitFor();
    expect(await letters().count()).toBe(1);
    expect(await page.getByLabel('Service').inputValue()).toBe('ingest');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('What the error says, or a lead id').fill('not json');
    await page.getByRole('button', { name: 'Replay all 1' }).waitFor();
    await letter(2).waitFor();
    await page.getByLabel('State').selectOption('Closed');
    await page.getByText('None fits').waitFor();
    expect(broken).toEqual([]);
  });

  it('are replayed all together, while one watches, until one stops it', async () => {
    services.deadLetters.pace = 1;
    await openPage('/dead-letters?topic=lead.routed');
    await page.getByRole('button', { name: 'Replay all 64' }).click();
    await page.getByText(/feedback is replaying: \d+ of 64/).waitFor();
    expect(posts()).toEqual([
      { path: 'feedback/dead-letters/replays', body: { filter: { topic: 'lead.routed' } } },
    ]);
    await keepPicture('dead-letters-replaying');
    await page.getByRole('button', { name: 'Stop the replay in feedback' }).click();
    await page.getByText(/stopped with \d+ left/).waitFor();
    services.deadLetters.pace = 100;
    await page.getByRole('button', { name: /Replay all \d+/ }).click();
    await page.getByText('None fits').waitFor();
    await page.getByText(/feedback replayed \d+ of \d+ ·/).waitFor();
    expect(broken).toEqual([]);
  });

  it('are chosen, replayed or closed with a note, by keys alone', async () => {
    await openPage('/dead-letters?service=ingest');
    await letter(1).getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Close 1 chosen' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Close 1 dead letter').waitFor();
    await page.keyboard.type('a test of ours');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await letter(1).waitFor({ state: 'detached' });
    await page.getByText('Closed 1 dead letter').waitFor();
    await letter(2).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Replay 1 chosen' }).click();
    await page.getByText('None fits').waitFor();
    expect(posts()).toEqual([
      {
        path: 'ingest/dead-letters/close',
        body: { ids: [services.deadLetters.idOf(1)], note: 'a test of ours' },
      },
      { path: 'ingest/dead-letters/replays', body: { ids: [services.deadLetters.idOf(2)] } },
    ]);
    await page.getByLabel('State').selectOption('Closed');
    await letter(1).getByText('Closed by operator').waitFor();
  });

  it('tell everything about one, with personal data hidden until somebody is written down as having looked', async () => {
    await openPage();
    await letter(163).getByRole('link').click();
    await page.getByRole('heading', { name: 'Dead letter', exact: true }).waitFor();
    for (const part of ['lead.routed, partition 3, offset 4063', '3 tries', 'readEvent'])
      await page.getByText(part).waitFor();
    expect(await page.getByLabel('Body').innerText()).toContain('n…@…');
    expect(posts()).toEqual([]);
    await page.getByRole('button', { name: 'Show personal data' }).click();
    await page.getByText('nora@fjord.example').waitFor();
    await page.getByText('operator, today').waitFor();
    expect(posts()).toHaveLength(1);
    await page.getByRole('link', { name: 'All dead letters' }).click();
    await letter(163).getByRole('link').click();
    await page.getByText('operator, today').waitFor();
    expect(await page.getByText('nora@fjord.example').count()).toBe(0);
    expect(posts()).toHaveLength(1);
  });

  it('are replayed alone, and say why where that fails again', async () => {
    services.deadLetters.stillBroken = true;
    await openPage(`/dead-letters/ingest/${services.deadLetters.idOf(1)}`);
    await page.getByRole('button', { name: 'Replay' }).click();
    await page
      .getByRole('alert')
      .getByText('It failed again and stays open: still no e-mail address')
      .waitFor();
    await page.getByText('2 tries').waitFor();
    services.deadLetters.stillBroken = false;
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Replayed by operator').waitFor();
    expect(await page.getByRole('button', { name: 'Replay' }).count()).toBe(0);
    expect(broken).toEqual([]);
  });

  it('are for operators only', async () => {
    await openAs('manager@baton.example', '/dead-letters');
    await page.getByText('This page is not for your role').waitFor();
  });
});

describe('people who may be one', () => {
  const review = (number: number) => page.locator('li[data-review]').nth(number);

  it('are shown side by side, and decided by keys alone', async () => {
    await openAs('operator@baton.example', '/same-person');
    await review(2).waitFor();
    const shown = (await review(0).innerText()).replace(/\s+/g, ' ');
    for (const part of ['Ada Lovelace', 'Same family name, given name · Different phone', 'COO', 'not known']) {
      expect(shown).toContain(part);
    }
    expect(await review(0).locator('tr[data-differs] th', { hasText: 'Job title' }).innerText()).toContain('differs');
    await page.keyboard.press('j');
    await review(1).getByRole('table').waitFor();
    expect(await review(0).getByRole('table').count()).toBe(0);
    await page.keyboard.press('k');
    await review(0).getByRole('table').waitFor();
    await page.keyboard.press('o');
    await page.getByText('They are one person now').waitFor();
    await page.waitForFunction('document.activeElement?.textContent?.includes("Jonas Berg")');
    await page.keyboard.press('t');
    await page.getByText('They are two people', { exact: true }).waitFor();
    await page.locator('li[data-review]').nth(1).waitFor({ state: 'detached' });
    expect(services.reviews.verdicts.map(({ path }) => path.split('/').at(-1))).toEqual(['join', 'different']);
    expect(broken).toEqual([]);
  });

  it('become two again, on a phone as well, when somebody says why', async () => {
    await openAs('operator@baton.example', '/same-person', SMALL_PHONE);
    await review(0).getByRole('button', { name: 'One person' }).tap();
    await page.getByRole('button', { name: 'Undo: ada@fjordworks.example is also a.lovelace@fjordworks.example' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why are they two?').fill('mother and daughter');
    await keepPicture('same-person-undo');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make them two' }).tap();
    await page.getByText('Undone by Test').waitFor();
    expect(services.reviews.verdicts.at(-1)).toMatchObject({ body: { reason: 'mother and daughter' } });
    expect(broken).toEqual([]);
  });

  it('say who was faster', async () => {
    await openAs('operator@baton.example', '/same-person');
    await review(2).waitFor();
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${door.url}/same-person`);
    await elsewhere.getByRole('button', { name: 'One person' }).click();
    await elsewhere.getByText('They are one person now').waitFor();
    await page.getByRole('button', { name: 'One person' }).click();
    await page.getByText('Somebody has already joined the two').waitFor();
    await review(2).waitFor({ state: 'detached' });
  });
});

describe('a person who asks', () => {
  const ID = leadIdOf(4);

  it('is erased after it was said what happens, and why was asked', async () => {
    await openAs('operator@baton.example', `/leads/${ID}`);
    await page.getByRole('button', { name: 'Erase this person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('is deleted, in every service, for good').waitFor();
    expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await keepPicture('erase');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.type('a letter of 2 June');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await dialog.getByText('routing has forgotten').waitFor();
    await dialog.getByText('feedback has not confirmed yet').waitFor();
    await keepPicture('erased');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(services.acts).toEqual([{ path: 'POST /erasures', body: { leadId: ID, reason: 'a letter of 2 June' } }]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.waitForURL('**/health');
    expect(broken).toEqual([]);
  });

  it('is given what is kept of them by operators alone', async () => {
    await openAs('operator@baton.example', `/leads/${ID}`);
    const link = page.getByRole('link', { name: 'Export' });
    expect(await link.getAttribute('href')).toBe(`/api/leads/${ID}/export`);
    await context.close();
    await openAs('maya@baton.example', `/leads/${ID}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: 'Export' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Erase this person' }).count()).toBe(0);
  });
});

describe('everybody', () => {
  const visits = [
    ['maya@baton.example', '/my-leads', 'Nora Lindqvist'],
    ['maya@baton.example', `/leads/${leadIdOf(0)}`, 'What has happened'],
    ['manager@baton.example', '/leads', '60 leads'],
    ['manager@baton.example', '/funnel', 'By campaign and week'],
    ['operator@baton.example', '/health', 'Everything'],
    ['operator@baton.example', '/sources', 'Website'],
    ['operator@baton.example', '/sources/0198a100-0000-7000-8000-000000000091/field-map', 'Read by no rule'],
    ['operator@baton.example', '/same-person', 'One person'],
    ['operator@baton.example', '/dead-letters', 'Show more'],
    ['operator@baton.example', '/dead-letters/feedback/019a2b4e-0000-7000-8000-000000000100', 'Stack'],
  ] as const;

  it.each([
    ['light', 'desktop', DESKTOP],
    ['dark', 'desktop', DESKTOP],
    ['light', 'phone', PHONE],
    ['dark', 'phone', PHONE],
  ] as const)('can read every page: %s, %s', async (colorScheme, size, options) => {
    await open('/', { ...options, colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    const problems = [...(await accessibilityProblems(page))];
    await keepPicture(`sign-in-${size}-${colorScheme}`);
    await context.close();
    for (const [email, path] of visits) {
      await openAs(email, path, { ...options, colorScheme, reducedMotion: 'reduce' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
      const name = path.startsWith('/leads/') ? 'story' : path.slice(1).split('/', 2).join('-');
      await keepPicture(`${name}-${size}-${colorScheme}`);
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${path}: ${problem}`));
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      if (name === 'my-leads') {
        await row(1).getByRole('button', { name: 'Reject' }).click();
        await page.getByRole('dialog').getByText('No need').waitFor();
        await keepPicture(`reject-${size}-${colorScheme}`);
        problems.push(...(await accessibilityProblems(page)).map((problem) => `reject: ${problem}`));
      }
      await context.close();
    }
    expect(problems).toEqual([]);
  });
});
