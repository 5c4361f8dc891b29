import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type AnalyseOptions, analyse } from './commands/analyse.ts';
import { auditCheckpoint, auditVerify, type CheckpointOptions, type VerifyOptions } from './commands/audit.ts';
import { type BackupOptions, backup, type RestoreOptions, restore } from './commands/backup.ts';
import { type DecideOptions, decide } from './commands/decide.ts';
import { decideBatch } from './commands/decide-batch.ts';
import { type DiffOptions, diff } from './commands/diff.ts';
import { type ExamplesOptions, examples } from './commands/examples.ts';
import { type ExplainOptions, explainAnswer, READERS } from './commands/explain.ts';
import { type FiguresOptions, figures } from './commands/figures.ts';
import { type LayersOptions, layers } from './commands/layers.ts';
import { link } from './commands/link.ts';
import { type LintOptions, lint } from './commands/lint.ts';
import { type NewOptions, newLayer } from './commands/new.ts';
import { type ServeOptions, serve } from './commands/serve.ts';
import { type SimulateOptions, simulate } from './commands/simulate.ts';
import { validate } from './commands/validate.ts';
import { widthOf } from './json-lines.ts';
import { analyseWords } from './messages/analyse.zh-CN.ts';
import { auditWords } from './messages/audit.zh-CN.ts';
import { simulateWords } from './messages/simulate.zh-CN.ts';
import { messages } from './messages/zh-CN.ts';

const words = messages.help;
const { names } = words;

/** The commands and their options; `done` takes the exit code of the one that ran. */
export function createProgram(done: (code: number) => void): Command {
  const program = inChinese(new Command('cebao')).usage(words.usage).description(words.program);
  program
    .version(version(), '-V, --version', words.showVersion)
    .helpCommand(`help [${words.command}]`, words.helpCommand);
  program.addHelpText('after', words.more);
  const command = (name: string, description: string): Command => {
    const made = inChinese(new Command(name)).usage(words.commandUsage).description(description);
    program.addCommand(made);
    return made;
  };

  command('validate', words.validate)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: { rules?: string; json?: boolean }) => done(validate(options)));

  command('lint', words.lint)
    .option(`--at ${names.date}`, words.lintAt)
    .option('--fuel', words.fuel)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: LintOptions) => done(lint(options)));

  command('analyse', analyseWords.help.analyse)
    .option(`--region ${names.path}`, analyseWords.help.region)
    .option(`--at ${names.date}`, analyseWords.help.at)
    .option(`--decision ${names.id}`, analyseWords.help.decision)
    .option(`--budget ${analyseWords.names.budget}`, analyseWords.help.budget)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: AnalyseOptions) => done(analyse(options)));

  command('diff', analyseWords.help.diff)
    .option(`--from ${analyseWords.names.place}`, analyseWords.help.from)
    .option(`--to ${analyseWords.names.place}`, analyseWords.help.to)
    .option(`--region ${names.path}`, words.region)
    .option(`--to-region ${names.path}`, analyseWords.help.toRegion)
    .option(`--at ${names.date}`, analyseWords.help.at)
    .option(`--to-at ${names.date}`, analyseWords.help.toAt)
    .option(`--decision ${names.id}`, analyseWords.help.decision)
    .option(`--budget ${analyseWords.names.budget}`, analyseWords.help.budget)
    .option('--json', words.json)
    .action((options: DiffOptions) => done(diff(options)));

  command('figures', words.figures)
    .option(`--region ${names.path}`, words.figuresRegion)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: FiguresOptions) => done(figures(options)));

  command('layers', words.layers)
    .option(`--region ${names.path}`, words.region)
    .option(`--at ${names.date}`, words.lintAt)
    .addOption(new Option(`--param ${names.id}`, words.onlyParam).conflicts('decision'))
    .option(`--decision ${names.id}`, words.onlyDecision)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: LayersOptions) => done(layers(options)));

  command('examples', words.examples)
    .addOption(new Option('--coverage', words.coverage).conflicts(['mutate', 'propose', 'write', 'limit', 'seed']))
    .addOption(new Option('--mutate', words.mutate).conflicts(['propose', 'write']))
    .addOption(new Option('--propose', words.propose).conflicts(['limit', 'seed']))
    .option(`--write ${names.file}`, words.write)
    .option(`--decision ${names.id}`, words.onlyDecision)
    .option(`--limit ${names.number}`, words.limit)
    .option(`--seed ${names.number}`, words.seed)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: ExamplesOptions) => done(examples(options)));

  command('decide', words.decide)
    .option(`--region ${names.path}`, words.region)
    .option(`--at ${names.date}`, words.at)
    .option(`--decision ${names.id}`, words.decision)
    .addOption(new Option(`--facts ${names.json}`, words.facts).conflicts('factsFile'))
    .option(`--facts-file ${names.file}`, words.factsFile)
    .addOption(new Option('--batch', words.batch).conflicts(['region', 'at', 'decision', 'facts', 'factsFile']))
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action(async (options: DecideOptions & { batch?: boolean }) =>
      done(options.batch ? await decideBatch(options) : decide(options)),
    );

  command('simulate', simulateWords.help.simulate)
    .option(`--to ${names.directory}`, simulateWords.help.to)
    .option(`--override ${names.json}`, simulateWords.help.override)
    .option(`--threads ${simulateWords.names.threads}`, simulateWords.help.threads)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action(async (options: SimulateOptions) => done(await simulate(options)));

  command('explain', words.explain)
    .option(`--region ${names.path}`, words.region)
    .option(`--at ${names.date}`, words.at)
    .option(`--decision ${names.id}`, words.decision)
    .addOption(new Option(`--facts ${names.json}`, words.facts).conflicts('factsFile'))
    .option(`--facts-file ${names.file}`, words.factsFile)
    .addOption(new Option(`--for ${names.reader}`, words.reader).choices(READERS))
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: ExplainOptions) => done(explainAnswer(options)));

  command('new', words.new)
    .option(`--region ${names.path}`, words.newRegion)
    .option(`--extends ${names.id}`, words.extends)
    .option(`--title ${names.text}`, words.title)
    .option(`--id ${names.id}`, words.id)
    .option(`--param ${names.id}`, words.param)
    .option(`--value ${names.json}`, words.value)
    .option(`--from ${names.date}`, words.from)
    .option(`--rules ${names.directory}`, words.rules)
    .option('--json', words.json)
    .action((options: NewOptions) => done(newLayer(options)));

  command('link', words.link)
    .option(`--data ${names.directory}`, words.data)
    .option(`--person ${names.id}`, words.person)
    .option('--json', words.json)
    .action(async (options: { data?: string; person?: string; json?: boolean }) => done(await link(options)));

  command('serve', words.serve)
    .option(`--port ${names.number}`, words.port)
    .option(`--host ${names.address}`, words.host)
    .option(`--data ${names.directory}`, words.data)
    .option(`--rules ${names.directory}`, words.rules)
    .option(`--apps ${names.directory}`, words.apps)
    .option('--demo', words.demo)
    .option(`--metrics-port ${names.number}`, words.metricsPort)
    .option(`--log-level ${names.level}`, words.logLevel)
    .option('--log-requests', words.logRequests)
    .action(async (options: ServeOptions) => done(await serve(options)));

  command('backup', words.backup)
    .option(`--to ${names.file}`, words.backupTo)
    .option(`--data ${names.directory}`, words.data)
    .option('--json', words.json)
    .action(async (options: BackupOptions) => done(await backup(options)));

  command('restore', words.restore)
    .option(`--from ${names.file}`, words.restoreFrom)
    .option(`--data ${names.directory}`, words.data)
    .option('--json', words.json)
    .action(async (options: RestoreOptions) => done(await restore(options)));

  const audit = command('audit', auditWords.help.audit).usage(words.usage);
  const auditCommand = (name: string, description: string): Command => {
    const made = inChinese(new Command(name)).usage(words.commandUsage).description(description);
    audit.addCommand(made);
    return made;
  };
  audit.helpCommand(false);
  auditCommand('checkpoint', auditWords.help.checkpoint)
    .option(`--to ${names.directory}`, auditWords.help.to)
    .option(`--data ${names.directory}`, words.data)
    .option(`--key ${names.file}`, auditWords.help.key)
    .option('--json', words.json)
    .action(async (options: CheckpointOptions) => done(await auditCheckpoint(options)));
  auditCommand('verify', auditWords.help.verify)
    .option(`--checkpoints ${names.directory}`, auditWords.help.checkpoints)
    .option(`--key ${names.file}`, auditWords.help.publicKey)
    .option(`--data ${names.directory}`, words.data)
    .option('--json', words.json)
    .action(async (options: VerifyOptions) => done(await auditVerify(options)));

  return program;
}

/** A command that speaks Chinese in its help, and leaves the words for mistakes to `usageProblem`. */
function inChinese(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => words.titles[title] ?? title,
      subcommandTerm: (subcommand) => subcommand.name(),
      displayWidth: widthOf,
    })
    .helpOption('-h, --help', words.showHelp)
    .allowExcessArguments(false);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
