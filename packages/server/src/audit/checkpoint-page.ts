import { civilTimeOf } from '../clock.ts';
import { auditMessages } from '../messages/audit.zh-CN.ts';
import type { Checkpoint } from './checkpoint.ts';

const words = auditMessages.page;

/** A page to print, sign and hand to a second body: the figures of a checkpoint and its fingerprint. No personal data. */
export function checkpointPage(checkpoint: Checkpoint, file: string): string {
  const { mark, at, key, fingerprint } = checkpoint;
  const rows: readonly [string, string][] = [
    [words.rows.cell, mark.cell],
    [words.rows.at, civilTimeOf(Date.parse(at)).slice(0, 16).replace('T', ' ')],
    [words.rows.events, String(mark.seq)],
    [words.rows.hash, mark.hash],
    [words.rows.commits, String(mark.commits)],
    [words.rows.journal, mark.journal],
    [words.rows.key, key],
    [words.rows.file, file],
  ];
  const line = ([title, value]: readonly [string, string]) =>
    `<tr><th scope="row">${escape(title)}</th><td>${escape(value)}</td></tr>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${escape(words.title)}</title>
<style>
@page { size: A4; margin: 25mm 22mm }
body { font: 12pt/1.7 "Songti SC", SimSun, "Noto Serif CJK SC", serif; max-width: 166mm; margin: 10mm auto; color: #000 }
h1 { font-size: 18pt; text-align: center; margin: 0 0 8mm }
table { border-collapse: collapse; width: 100%; margin: 6mm 0 }
th, td { border: 1px solid #000; padding: 2mm 3mm; text-align: left; vertical-align: top; font-weight: normal }
th { width: 36mm }
td { font-family: Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
.fingerprint { font: 22pt/1.4 Consolas, "DejaVu Sans Mono", monospace; text-align: center; border: 2px solid #000; padding: 4mm; margin: 2mm 0 6mm }
.hand td { height: 12mm }
.demo { text-align: center }
</style>
<h1>${escape(words.title)}</h1>
${mark.demo ? `<p class="demo">${escape(words.demo)}</p>` : ''}
<p>${escape(words.intro)}</p>
<p>${escape(words.fingerprint)}</p>
<p class="fingerprint">${escape(fingerprint)}</p>
<table>${rows.map(line).join('')}</table>
<table class="hand">${Object.values(words.hand)
    .map((title) => line([title, '']))
    .join('')}</table>
<p>${escape(words.note)}</p>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
