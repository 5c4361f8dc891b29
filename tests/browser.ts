import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-sync',
];
const PATIENCE_MS = 20_000;

/** Headless Chromium: `CEBAO_CHROMIUM` (set by `npm test`), or the one of the system. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CEBAO_CHROMIUM'] || PATHS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium was not found: install it, or set CEBAO_CHROMIUM');
  return chromium.launch({ executablePath, args: ARGS });
}

/** A page, and whatever went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** This error is part of the story, once or as often as it comes; `unexpected` tells if it never came. */
  allow(error: RegExp, howOften?: 'once' | 'often'): void;
  /** Console errors, breaches of the content security policy and uncaught errors that nobody allowed. */
  unexpected(): string[];
}

/**
 * Opens a page of its own session, `width` pixels wide, and listens to everything that goes wrong in it.
 *
 * @example
 * const { page, unexpected } = await openPage(browser, 390);
 */
export async function openPage(browser: Browser, width = 1440): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 1000 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  // Whoever opens the desk is not signed in yet, and the desk asks.
  const allowed = [{ error: /status of 401 .*\/sessions\/current$/, often: false, seen: false }];
  const note = (error: string) => {
    const excuse = allowed.find((one) => (one.often || !one.seen) && one.error.test(error));
    if (excuse) excuse.seen = true;
    else errors.push(error);
  };
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (breach) =>
      console.error(`content security policy: ${breach.violatedDirective} ${breach.blockedURI} ${breach.sourceFile}`),
    ),
  );
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error().message}`));
  const page = await context.newPage();
  return {
    page,
    context,
    allow: (error, howOften = 'once') => void allowed.push({ error, often: howOften === 'often', seen: false }),
    unexpected: () => [...errors, ...allowed.filter(({ seen }) => !seen).map(({ error }) => `never came: ${error}`)],
  };
}
