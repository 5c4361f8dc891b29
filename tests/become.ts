import type { Page } from 'playwright-core';
import { named } from './desk.ts';
import { type Cast, personIn } from './packs.ts';

/** Goes on as somebody of a scene, through the demo's own switch, and waits until the desk says so. */
export async function becomeOneOf(page: Page, cast: Cast, person: string): Promise<void> {
  const { name } = personIn(cast, person);
  await page.getByRole('button', { name: named('切换演示身份') }).click();
  const drawer = page.getByRole('dialog', { name: '切换演示身份' });
  await drawer.getByRole('region', { name: cast.title }).getByRole('button', { name }).first().click();
  await drawer.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await page.locator('.person-button').filter({ hasText: name }).waitFor();
}
