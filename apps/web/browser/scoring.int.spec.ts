import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type RunningFrontDoor, startFrontDoor } from '../server/test/running-front-door.fixture.js';
import { accessibilityProblems, builtClient, launchChromium } from './chromium.fixture.js';
import { DESKTOP, keepPicture, type OpenedPage, openPage, PHONE, SMALL_PHONE } from './opened-page.fixture.js';
import { startStubServices, type StubServices } from './stub-services.fixture.js';

const REP = { id: '0198a100-0000-7000-8000-000000000021', name: 'Maya Okafor' };

let browser: Browser;
let services: StubServices;
let door: RunningFrontDoor;
let opened: OpenedPage;

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
  for (const role of ['marketer', 'manager'] as const) await door.createAccount(`${role}@baton.example`, role);
  for (const name of ['maya', 'marketer', 'manager']) cookies.set(name, await door.cookieOf(`${name}@baton.example`));
});
afterAll(async () => {
  await browser?.close();
  await door?.stop();
  await services?.stop();
});

beforeEach(() => services.reset(3));
afterEach(() => opened?.context.close());

async function openAs(name: string, path: string, options: BrowserContextOptions = DESKTOP) {
  opened = await openPage(browser, door.url + path, options, cookies.get(name)!);
  return opened.page;
}

async function expectSound(): Promise<void> {
  expect(await accessibilityProblems(opened.page)).toEqual([]);
  expect(await opened.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(opened.broken).toEqual([]);
}

describe('the points table', () => {
  const rule = (id: string) => opened.page.locator(`li[data-rule="${id}"]`);

  it('can be read by reps, in words', async () => {
    const page = await openAs('maya', '/');
    await page.getByRole('link', { name: 'Scoring' }).click();
    await rule('decides').waitFor();
    expect((await page.getByRole('region', { name: 'The points table' }).innerText()).replace(/\s+/g, ' ')).toMatch(
      /Version 12, by Mika, .*“what the reps said”.*30 points are enough.*Job title contains “head of” or “director” \+15.*is none of “event” or “referral” −5.*looked at the prices.*at most 1 time a day, at most 16 points in all, halves every 14 days \+8.*Left out.*is a student/,
    );
    expect(await page.getByRole('slider').count()).toBe(0);
    expect(services.scoring.previews).toBe(0);
    await expectSound();
  });

  it('is changed by keys alone while one watches what it would do, and saved with a reason', async () => {
    const page = await openAs('marketer', '/scoring');
    const preview = page.getByRole('region', { name: /table (does|would do)/ });
    await preview.getByText('400 leads came; 180 were worth sending').waitFor();
    await page.getByRole('slider', { name: 'Points, by sliding: decides or leads a team' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await rule('decides').getByText('was +15').waitFor();
    await preview.getByText('2 leads would change sides:').waitFor();
    expect(await preview.getByRole('listitem').first().innerText()).toBe('Nora Lindqvist would be sent · 28 → 30');
    expect(await preview.getByRole('link', { name: 'Adaeze Obi' }).getAttribute('href')).toMatch(/^\/leads\//);
    await preview.getByText('The numbers as a table').click();
    await preview.getByRole('columnheader', { name: 'with your changes' }).waitFor();
    await keepPicture(page, 'scoring-points-changed');
    await expectSound();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('Why does it change?').fill('reps accept them more often');
    await page.keyboard.press('Enter');
    await page.getByText('Version 13 rules now').waitFor();
    await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    const { rules, reason, line } = services.scoring.ruling;
    expect([rules[0]!.points, reason, line]).toEqual([17, 'reps accept them more often', 30]);
    expect(opened.broken).toEqual([]);
  });

  it('takes new rules and conditions in words, and lets them go', async () => {
    const page = await openAs('marketer', '/scoring');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('In words').fill('Works in logistics');
    await dialog.getByLabel('Field 1').fill('company.industry');
    await dialog.getByLabel('Question 1').selectOption('is one of');
    expect(await dialog.getByRole('button', { name: 'Add it' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Value 1').fill('logistics, transport');
    await dialog.getByLabel('Points').fill('12');
    await keepPicture(page, 'scoring-rule');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await rule('works-in-logistics').getByText('Industry is one of “logistics” or “transport”').waitFor();
    await rule('pricing-page').getByRole('button', { name: 'Change: looked at the prices' }).click();
    await dialog.getByLabel('Halves every').fill('7');
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await rule('pricing-page').getByText('halves every 7 days').waitFor();
    await page.getByRole('button', { name: 'Take out: is a student' }).click();
    await page.getByLabel('Why does it change?').fill('as agreed on Monday');
    await page.getByText('3 changes').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 13 rules now').waitFor();
    expect(services.scoring.ruling).toMatchObject({
      exclusions: [],
      activities: [
        { id: 'pricing-page', points: 8, counts: 'everyTime', atMostPerDay: 1, atMostPoints: 16, halfLifeDays: 7 },
      ],
    });
    expect(services.scoring.ruling.rules.at(-1)).toEqual({
      id: 'works-in-logistics',
      says: 'Works in logistics',
      dimension: 'fit',
      points: 12,
      when: { field: 'company.industry', op: 'in', value: ['logistics', 'transport'] },
    });
  });

  it('never overwrites silently what others saved meanwhile', async () => {
    const page = await openAs('marketer', '/scoring');
    await page.getByLabel('Points: decides or leads a team', { exact: true }).fill('20');
    await page.getByLabel('Why does it change?').fill('sure of it');
    services.scoring.save({ line: 35 }, 'Jonas', 'sales has too many');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Jonas saved version 13 meanwhile').waitFor();
    expect(services.scoring.tables).toHaveLength(2);
    await keepPicture(page, 'scoring-overtaken');
    await expectSound();
    await page.getByRole('button', { name: 'Put mine on top' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 14 rules now').waitFor();
    const { rules, line } = services.scoring.ruling;
    expect([rules[0]!.points, line]).toEqual([20, 35]);
  });

  it('fits a small phone', async () => {
    const page = await openAs('marketer', '/scoring', SMALL_PHONE);
    await rule('decides').waitFor();
    await page.getByLabel('Points: decides or leads a team', { exact: true }).fill('20');
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await keepPicture(page, 'scoring-points-360');
    await expectSound();
  });
});

describe('everybody', () => {
  const visits = [
    ['maya', '/scoring', 'Version 12'],
    ['marketer', '/scoring', 'Last week’s leads'],
    ['manager', '/scoring', 'Last week’s leads'],
  ] as const;

  it.each([
    ['light', 'desktop', DESKTOP],
    ['dark', 'desktop', DESKTOP],
    ['light', 'phone', PHONE],
    ['dark', 'phone', PHONE],
  ] as const)('can read every page: %s, %s', async (colorScheme, size, options) => {
    for (const [name, path, awaited] of visits) {
      const page = await openAs(name, path, { ...options, colorScheme, reducedMotion: 'reduce' });
      await page.getByText(awaited).first().waitFor();
      await keepPicture(page, `${path.slice(1).replaceAll('/', '-')}-${name}-${size}-${colorScheme}`);
      await expectSound();
      await opened.context.close();
    }
  });
});
