import { newKey } from '@cebao/server/client';
import { useRef } from 'react';

/** The same key for the same content: a second press of the button, or a try after a lost connection, is done once. */
export function useKey(): (content: unknown) => string {
  const last = useRef({ text: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.text !== text) last.current = { text, key: newKey() };
    return last.current.key;
  };
}
