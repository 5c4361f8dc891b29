import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Input, Typography } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { linkOf } from './link-of.ts';
import { useSignIn } from './use-sign-in.ts';

const words = messages.signIn;

/** Sign-in by name and password, or by the one-time link: taken from the address, or pasted. */
export function SignInPage() {
  const { signIn, signInByPassword, problem, busy } = useSignIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const [text, setText] = useState('');
  return (
    <div className="narrow">
      <PageHead title={words.title} />
      <Card>
        {problem && <ProblemAlert problem={problem} />}
        {missing && <Alert type="error" showIcon title={words.missing} role="alert" style={{ marginBottom: 16 }} />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const lacking = name.trim() === '' || password === '';
            setMissing(lacking);
            if (!lacking) void signInByPassword(name.trim(), password).then(() => setPassword(''));
          }}
        >
          <label htmlFor="name" className="field-label">
            {words.name}
          </label>
          <Input
            id="name"
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <label htmlFor="password" className="field-label" style={{ marginTop: 12 }}>
            {words.password}
          </label>
          <Input.Password
            id="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
          />
          <Button type="primary" htmlType="submit" loading={busy} style={{ marginTop: 16 }}>
            {words.go}
          </Button>
        </form>
      </Card>
      <Card title={words.withLink} style={{ marginTop: 16 }}>
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
          <Button htmlType="submit" loading={busy} style={{ marginTop: 16 }}>
            {words.goLink}
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
