import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type RunningFrontDoor, startFrontDoor } from '../server/test/running-front-door.fixture.js';
import { accessibilityProblems, builtClient, launchChromium } from './chromium.fixture.js';
import { DESKTOP, keepPicture, type OpenedPage, openPage, PHONE, SMALL_PHONE } from './opened-page.fixture.js';
import { startStubServices, type StubServices } from './stub-services.fixture.js';

const REP = { id: '0198a100-0000-7000-8000-000000000021', name: 'Maya Okafor' };
const ADA = '0198a100-0000-7000-8000-000000000022';
const JONAS = '0198a100-0000-7000-8000-000000000023';
const cookies = new Map<string, string>();

let browser: Browser;
let services: StubServices;
let door: RunningFrontDoor;
let opened: OpenedPage;

jest.setTimeout(90_000);

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
  services.interview.whoLooks = name === 'maya' ? REP.id : null;
  opened = await openPage(browser, door.url + path, options, cookies.get(name)!);
  return opened.page;
}

async function expectSound(): Promise<void> {
  expect(await accessibilityProblems(opened.page)).toEqual([]);
  expect(await opened.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(opened.broken).toEqual([]);
}

const twoAnswered = () => {
  services.interview.ask(ADA, 'Ada', { seniority: ['director'], ready: ['demo-request'], note: 'no resellers' });
  services.interview.ask(JONAS, 'Jonas', { ready: ['demo-request'], rejects: ['NO_BUDGET'] });
};

describe('a rep who was asked', () => {
  it('is told on the list, where no row moves for it, and answers by thumb', async () => {
    services.interview.ask(REP.id, REP.name);
    const page = await openAs('maya', '/', PHONE);
    await page.getByRole('complementary', { name: 'A question for you' }).getByText('Mika asks').waitFor();
    await keepPicture(page, 'interview-card-phone');
    await expectSound();
    await page.getByRole('link', { name: 'Answer' }).click();
    expect(await page.getByRole('button', { name: 'Send my answers' }).isDisabled()).toBe(true);
    await page.getByText('Director, head of').tap();
    await page.getByText('Asked for a demo').tap();
    await page.getByText('2 of 7 answered').waitFor();
    await page.getByLabel('Which industries? Another').fill('Ports');
    await page.getByRole('button', { name: 'Add: Which industries?' }).tap();
    await page.getByText('Ports', { exact: true }).waitFor();
    await keepPicture(page, 'interview-answer-phone');
    await expectSound();
    await page.getByRole('button', { name: 'Send my answers' }).tap();
    await page.getByText('Thank you').waitFor();
    expect(services.interview.reps[0]!.answers).toMatchObject({
      seniority: ['director'],
      ready: ['demo-request'],
      industry: ['Ports'],
      rejects: [],
    });
    await page.getByText('You answered').waitFor();
    await page.goto(`${door.url}/my-leads`);
    await page.getByRole('list', { name: 'Leads' }).waitFor();
    expect(await page.getByText('asks which leads you want').count()).toBe(0);
  });

  it('answers by keys alone, and may change it', async () => {
    services.interview.ask(REP.id, REP.name, {
      ...{
        seniority: ['manager'],
        function: [],
        size: [],
        industry: ['Fish farms'],
        country: [],
        ready: [],
        rejects: [],
      },
    });
    const page = await openAs('maya', '/interview');
    const manager = page.getByRole('checkbox', { name: 'Manager, team lead' });
    await page.getByText('Manager, team lead').waitFor();
    expect(await manager.isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Fish farms' }).isChecked()).toBe(true);
    await manager.focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Which countries? Another').focus();
    await page.keyboard.type('Denmark');
    await page.keyboard.press('Enter');
    await page.getByLabel('Anything else').focus();
    await page.keyboard.type('ask for the port first');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you').waitFor();
    expect(services.interview.reps[0]!.answers).toMatchObject({
      seniority: [],
      industry: ['Fish farms'],
      country: ['Denmark'],
      note: 'ask for the port first',
    });
  });

  it('may put it off, and finds nothing where nobody asked', async () => {
    services.interview.ask(REP.id, REP.name);
    const page = await openAs('maya', '/');
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Later' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('list', { name: 'Leads' }).waitFor();
    expect(await page.getByRole('button', { name: 'Later' }).count()).toBe(0);
    services.interview.reps.length = 0;
    await page.goto(`${door.url}/scoring/interview`);
    await page.getByText('Nobody has asked you yet').waitFor();
    await expectSound();
  });
});

describe('a marketer', () => {
  it('asks the reps whom routing knows, and takes it back', async () => {
    const page = await openAs('marketer', '/scoring');
    await page.getByRole('link', { name: 'Interview' }).click();
    await page.getByText('Maya Okafor').click();
    await page.getByText('Jonas Berg').click();
    await page.getByRole('button', { name: 'Ask 2 reps' }).click();
    await page.getByText('has not answered yet').first().waitFor();
    expect(services.interview.reps.map(({ name }) => name)).toEqual(['Maya Okafor', 'Jonas Berg']);
    expect(await page.getByText('Left Long-Ago').count()).toBe(0);
    await keepPicture(page, 'interview-asked');
    await expectSound();
    await page.getByRole('button', { name: 'Do without Jonas Berg' }).click();
    await page.getByText('0 answers of 1').waitFor();
  });

  it('sees who said what and where they do not agree, changes the table and lets it rule', async () => {
    twoAnswered();
    const page = await openAs('marketer', '/scoring/interview');
    const said = page.getByRole('region', { name: 'What they said' });
    await said.getByText('Is a director or head of something: Ada says so, Jonas does not.').waitFor();
    const text = (await said.innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('Asked for a demo all 2: Ada, Jonas +27');
    expect(text).toContain('Is a director or head of something Ada; not Jonas +7');
    expect(text).toContain('No budget Jonas only a call tells');
    expect(text).toContain('“no resellers” Ada');
    await keepPicture(page, 'interview-overview');
    await expectSound();
    await page.getByLabel('Points: asked for a demo', { exact: true }).fill('35');
    await page.getByRole('button', { name: 'Back to the answers' }).waitFor();
    await page.getByLabel('Why does it change?').fill('what Ada and Jonas said');
    await page.keyboard.press('Enter');
    await page.getByText('Version 13 rules now').waitFor();
    expect(services.scoring.ruling).toMatchObject({
      kind: 'interview',
      reason: 'what Ada and Jonas said',
      line: 30,
      rules: [{ id: 'ready-demo-request', points: 35 }, { id: 'seniority-director' }],
    });
  });

  it('keeps what was changed when somebody answers meanwhile', async () => {
    twoAnswered();
    const page = await openAs('marketer', '/scoring/interview');
    await page.getByLabel('Points: asked for a demo', { exact: true }).fill('35');
    services.interview.ask(REP.id, REP.name, { seniority: ['executive'] });
    await page.getByText('The answers have changed meanwhile').waitFor();
    await expectSound();
    await page.getByRole('button', { name: 'Put mine on top' }).click();
    await page.locator('li[data-rule="seniority-executive"]').waitFor();
    expect(await page.getByLabel('Points: asked for a demo', { exact: true }).inputValue()).toBe('35');
  });

  it('can do all of it on a small phone', async () => {
    twoAnswered();
    const page = await openAs('marketer', '/scoring/interview', SMALL_PHONE);
    await page.getByRole('button', { name: 'Let it rule' }).waitFor();
    await keepPicture(page, 'interview-overview-360');
    await expectSound();
  });
});

describe('what was said beside what was done', () => {
  it('is there for everybody, and greys out what is too few', async () => {
    twoAnswered();
    const page = await openAs('maya', '/scoring/said-and-done');
    const list = page.getByRole('list', { name: 'What was said, and what was done' });
    await list.waitFor();
    const text = (await list.innerText()).replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Wanted: asked for a demo \+27 all 2: Ada, Jonas Sent 131 leads Accepted 80 % of 100, likely 68 % to 92 %/,
    );
    expect(text).toContain('Sales takes 80 % of these and 30 % of the others, as it said');
    expect(text).toContain('3 of 5: too few to act');
    await expectSound();
  });

  it('says what will be there before anybody was asked', async () => {
    const page = await openAs('manager', '/scoring/said-and-done');
    await page.getByText('Nothing has been said yet').waitFor();
    await expectSound();
  });
});

describe('everybody', () => {
  const visits = [
    ['maya', '/scoring/interview', 'Whom do you want to talk to?'],
    ['manager', '/scoring/interview', 'Where they do not agree'],
    ['marketer', '/scoring/said-and-done', 'too few to act'],
  ] as const;

  it.each([
    ['light', 'desktop', DESKTOP],
    ['dark', 'desktop', DESKTOP],
    ['light', 'phone', PHONE],
    ['dark', 'phone', PHONE],
  ] as const)('can read every page: %s, %s', async (colorScheme, size, options) => {
    twoAnswered();
    services.interview.ask(REP.id, REP.name);
    for (const [name, path, awaited] of visits) {
      const page = await openAs(name, path, { ...options, colorScheme, reducedMotion: 'reduce' });
      await page.getByText(awaited).first().waitFor();
      await keepPicture(page, `${path.slice(1).replaceAll('/', '-')}-${name}-${size}-${colorScheme}`);
      await expectSound();
      await opened.context.close();
    }
  });
});
