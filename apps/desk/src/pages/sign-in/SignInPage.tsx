import { Link } from '@tanstack/react-router';
import { Button, Card, Input, Typography } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { linkOf } from './link-of.ts';
import { useSignIn } from './use-sign-in.ts';

const words = messages.signIn;

/** Sign-in by the one-time link: taken from the address, or pasted. */
export function SignInPage() {
  const { signIn, problem, busy } = useSignIn();
  const [text, setText] = useState('');
  return (
    <div className="narrow">
      <PageHead title={words.title} />
      <Card>
        {problem && <ProblemAlert problem={problem} />}
        <Typography.Paragraph>{words.explain}</Typography.Paragraph>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const link = linkOf(text);
            if (link !== '') void signIn(link);
          }}
        >
          <label htmlFor="link" className="field-label">
            {words.link}
          </label>
          <Input
            id="link"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            placeholder={words.placeholder}
          />
          <Button type="primary" htmlType="submit" loading={busy} style={{ marginTop: 16 }}>
            {words.go}
          </Button>
        </form>
        <Typography.Paragraph type="secondary" style={{ marginTop: 24, marginBottom: 0 }}>
          {words.again} <code>npx cebao link</code>
        </Typography.Paragraph>
        <Typography.Paragraph style={{ marginTop: 8, marginBottom: 0 }}>
          <Link to="/policy">{words.policy}</Link>
        </Typography.Paragraph>
      </Card>
    </div>
  );
}
