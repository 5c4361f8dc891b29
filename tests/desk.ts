import type { JsonValue } from '@cebao/engine';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fillForm } from './fill-form.ts';
import { personOf, stepOf } from './packs.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** Words of a button; antd puts a blank between two characters. */
export function named(words: string): RegExp {
  return new RegExp(`^${[...words].map((one) => one.replace(/[.*+?^${}()|[\]\\]/, '\\$&')).join('\\s*')}$`);
}

const ORGANISATIONS: Readonly<Record<string, string>> = {
  'demo-org-001': '演示社会组织001',
  'demo-evaluator-01': '演示第三方评估机构01',
};

/** The desk as a person uses it: only what is on the screen. */
export class Desk {
  readonly page: Page;
  private readonly address: string;
  private person = '';

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
  }

  /** Opens the one-time link; the desk then shows who one is. */
  async signIn(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  }

  /** Goes on as somebody else of the cast, through the demo's own switch. */
  async become(person: string): Promise<void> {
    if (this.person === person) return;
    const { name } = personOf(person);
    await this.page.getByRole('button', { name: named('切换演示身份') }).click();
    const drawer = this.page.getByRole('dialog', { name: '切换演示身份' });
    await drawer.getByRole('button', { name }).click();
    await drawer.waitFor({ state: 'hidden' });
    await this.page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    await this.page.locator('.person-button').filter({ hasText: name }).waitFor();
    this.person = person;
  }

  get step(): Locator {
    return this.page.locator('[data-tour="step"]');
  }

  /** Of a case, newest first. */
  get timeline(): Locator {
    return this.page.locator('[data-tour="timeline"] .ant-timeline-item');
  }

  /** The decisions beside a form. */
  get decisions(): Locator {
    return this.page.getByRole('region', { name: '规则判定（参考）' });
  }

  /** A task on the first page. */
  task(title: string, step: string): Locator {
    return this.page
      .locator('[data-tour="task"]')
      .filter({ hasText: title })
      .filter({ hasText: stepOf(step).title });
  }

  /** Goes to the first page and takes up a task there. */
  async takeTask(title: string, step: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: '我的待办' }).click();
    await this.task(title, step).first().click();
    await this.stepCard(step).waitFor();
  }

  /** Finds a case among all, as one does for what is nobody's duty now. */
  async findCase(title: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: '办件' }).click();
    const search = this.page.getByRole('searchbox', { name: '按名称或编号查找' });
    await search.fill(title);
    await search.press('Enter');
    await this.page.locator('.task-card').filter({ hasText: title }).first().click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Chooses among the steps one may take now. */
  async chooseStep(step: string): Promise<void> {
    const { title } = stepOf(step);
    if (await this.stepCard(step).isVisible()) return;
    await this.step.locator('.step-choice').getByText(title, { exact: true }).click();
    await this.stepCard(step).waitFor();
  }

  private stepCard(step: string): Locator {
    return this.step.filter({
      has: this.page.locator('.ant-card-head-title').getByText(stepOf(step).title, { exact: true }),
    });
  }

  /** Fills the form of a step. */
  async fill(step: string, data: Data): Promise<void> {
    const { form } = stepOf(step);
    if (form === undefined) throw new Error(`${step} has no form`);
    await fillForm(this.page, form, data, (id) => ORGANISATIONS[id] ?? id);
  }

  /** Presses the button of a step. */
  async press(step: string): Promise<void> {
    await this.step.getByRole('button', { name: named(stepOf(step).action) }).click();
  }

  /** Fills and submits a step, and waits for its entry in the timeline: one more, the newest, with the person's name. */
  async submit(step: string, data: Data): Promise<void> {
    const before = await this.timeline.count();
    await this.fill(step, data);
    await this.press(step);
    await this.happened(before + 1, `办理“${stepOf(step).title}”`);
  }

  /** Signs what is there to be signed. */
  async sign(step: string): Promise<void> {
    const before = await this.timeline.count();
    await this.step.getByRole('button', { name: named('签署') }).click();
    await this.happened(before + 1, `签署“${stepOf(step).title}”`);
  }

  /** Waits until the timeline has so many entries, the newest of them this one. */
  async happened(count: number, what: string): Promise<void> {
    await this.timeline.nth(count - 1).waitFor();
    expect(await this.timeline.count()).toBe(count);
    const newest = (await this.timeline.first().textContent()) ?? '';
    expect(newest).toContain(what);
    expect(newest).toContain(personOf(this.person).name);
  }

  /** What the outline says of a step or a stage: its state, and the rest of its line. */
  async outlineOf(title: string): Promise<{ state: string; text: string }> {
    const line = this.page
      .locator('[data-tour="outline"] li')
      .filter({ has: this.page.getByText(title, { exact: true }) });
    const item = line.last();
    return {
      state: (await item.locator('.ant-tag').first().textContent()) ?? '',
      text: (await item.textContent()) ?? '',
    };
  }

  /** The step is done, and these are open now, each with the bodies that may take it. */
  async expectOutline(done: string, open: readonly string[]): Promise<void> {
    expect((await this.outlineOf(stepOf(done).title)).state, done).toBe('已办');
    for (const path of open) {
      const { title, bodies } = stepOf(path);
      const line = await this.outlineOf(title);
      expect(line.state, path).toBe('可办理');
      expect(line.text, path).toContain(`办理主体：${bodies}`);
    }
  }

  /** The labelled facts on top of a case. */
  async summary(): Promise<Record<string, string>> {
    const rows = this.page.locator('[data-tour="summary"] > div');
    const pairs = await rows.evaluateAll((found) =>
      found.map((row) => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? '']),
    );
    return Object.fromEntries(pairs);
  }

  /** Goes to an address inside the desk. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(this.address + path);
  }
}
