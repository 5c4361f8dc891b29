import type { KeyboardEvent } from 'react';

/** Enter takes what was typed or picked in this field; it does not send the form as well. */
export function keepEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Enter') event.preventDefault();
}
