import { type ChangeEvent, type CompositionEvent, useCallback, useEffect, useRef, useState } from 'react';
import { usePendingTexts } from './pending-texts.ts';

/** Idle time after which typed text goes into the model. */
const IDLE_MS = 150;

export interface LocalText {
  readonly text: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * The text of a field while someone types. Letters of an input method never reach the model: while a composition is
 * under way nothing is committed. Otherwise the text is committed after a short pause, on blur, on submit and when
 * the field goes away.
 *
 * @param written the model's value as text
 * @param commit takes the typed text into the model
 * @example
 * const local = useLocalText(String(value ?? ''), (text) => onChange(text));
 * <input value={local.text} onChange={local.onChange} onBlur={local.onBlur} … />
 */
export function useLocalText(written: string, commit: (text: string) => void): LocalText {
  const [text, setText] = useState(written);
  const [focused, setFocused] = useState(false);
  const typed = useRef<string | undefined>(undefined);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestCommit = useRef(commit);
  latestCommit.current = commit;
  const pending = usePendingTexts();

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (composing.current || typed.current === undefined) return;
    const letters = typed.current;
    typed.current = undefined;
    latestCommit.current(letters);
  }, []);

  const type = useCallback(
    (letters: string) => {
      setText(letters);
      typed.current = letters;
      clearTimeout(timer.current);
      if (!composing.current) timer.current = setTimeout(flush, IDLE_MS);
    },
    [flush],
  );

  useEffect(() => {
    if (!focused && typed.current === undefined) setText(written);
  }, [written, focused]);

  useEffect(() => {
    const leave = pending?.add(flush);
    window.addEventListener('pagehide', flush);
    return () => {
      leave?.();
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush, pending]);

  return {
    text,
    onChange: (event) => type(event.target.value),
    onCompositionStart: () => {
      composing.current = true;
      clearTimeout(timer.current);
    },
    onCompositionEnd: (event) => {
      composing.current = false;
      type(event.currentTarget.value);
    },
    onFocus: () => setFocused(true),
    onBlur: () => {
      composing.current = false;
      flush();
      setFocused(false);
    },
  };
}
