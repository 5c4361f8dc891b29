import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Keeps a picture of a page in the folder `CEBAO_SHOTS`, for those who want to look; without it nothing happens.
 * `bothWidths` also looks at the page as on a phone, where nothing may stick out.
 */
export async function shoot(page: Page, name: string, options: { readonly bothWidths?: boolean } = {}): Promise<void> {
  const dir = process.env['CEBAO_SHOTS'];
  if (!dir) return;
  const size = page.viewportSize() ?? { width: 1440, height: 1000 };
  await page.screenshot({ path: join(dir, `${name}-${size.width}.png`), fullPage: true });
  if (!options.bothWidths) return;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(dir, `${name}-390.png`), fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
  await page.setViewportSize(size);
}
