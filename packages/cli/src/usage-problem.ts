import { fill } from '@cebao/pack';
import type { CommanderError } from 'commander';
import { messages } from './messages/zh-CN.ts';

/**
 * Wrong use of the command line in Chinese. commander tells the kind by a code, and the particulars only inside its
 * English sentence: in quotes, the nearest name after "Did you mean".
 */
export function usageProblem(error: CommanderError, command: string): string {
  const [name = '', other = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  const near = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message)?.[1];
  const suggestion = near === undefined ? '' : fill(messages.usage.suggestion, { name: near.split(', ')[0] ?? near });
  const particulars = {
    name: bare(name),
    other: bare(other),
    suggestion,
    command: command === '' ? '' : `${command} `,
  };
  switch (error.code) {
    case 'commander.unknownOption':
      return fill(messages.usage.unknownOption, particulars);
    case 'commander.unknownCommand':
      return fill(messages.usage.unknownCommand, particulars);
    case 'commander.optionMissingArgument':
      return fill(messages.usage.optionNeedsValue, particulars);
    case 'commander.excessArguments':
      return fill(messages.usage.tooManyArguments, particulars);
    case 'commander.conflictingOption':
      return fill(messages.usage.conflict, particulars);
    case 'commander.invalidArgument':
      return fill(messages.usage.invalidValue, { name: bare(name), value: other });
    default:
      return fill(messages.usage.wrong, { message: error.message });
  }
}

/** `-f, --facts <JSON>` → `--facts`. */
function bare(option: string): string {
  return option.split(/[ ,]+/).find((part) => part.startsWith('--')) ?? option;
}
