import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { complain } from './say.ts';
import { usageProblem } from './usage-problem.ts';

/**
 * Runs the command with its arguments; answers the exit code: 0 done, 1 problems found, 2 wrongly used.
 *
 * @example
 * process.exitCode = await runCebao(['validate', '--json']);
 */
export async function runCebao(args: readonly string[]): Promise<number> {
  // Whoever reads the output may have enough of it (`cebao … | head`): no mistake.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let code = 0;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // Without a command commander shows the help; that was no mistake.
    if (error.code === 'commander.help') return args.length === 0 ? 0 : 2;
    const command = program.commands.find((known) => known.name() === args[0])?.name() ?? '';
    complain(usageProblem(error, command));
    return 2;
  }
}
