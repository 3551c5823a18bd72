import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionSignIn } from '#shared/contract/access.ts';
import { useCommand } from '../api/useCommand.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

type Values = { readonly userName: string; readonly password: string };
type Props = { readonly officeName: string; readonly path: string };

export function SignIn({ officeName, path }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const command = useCommand(sessionSignIn);
  const [isCapsLock, setCapsLock] = useState(false);
  const until = command.error?.error.detail.until;
  const submit = async (values: Values) => {
    if (await command.run(values)) await client.invalidateQueries();
  };
  return (
    <Flex vertical justify="center" align="center" style={{ height: '100%', background: '#eef3f7' }}>
      <Card style={{ width: 380 }} title={t('common.productName')} extra={<LanguageSwitch />}>
        <Typography.Title level={4} style={{ marginTop: 0 }}>
          {officeName}
        </Typography.Title>
        <Form<Values> layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="userName" label={t('access.userName')} rules={[{ required: true }]}>
            <Input autoFocus autoComplete="off" prefix={<UserOutlined />} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('access.password')}
            rules={[{ required: true }]}
            {...(isCapsLock ? { help: t('access.capsLock') } : {})}
          >
            <Input.Password
              prefix={<LockOutlined />}
              onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={command.isRunning}>
            {t('access.signIn')}
          </Button>
        </Form>
        <div style={{ marginTop: 12 }}>
          <ErrorPanel error={command.error} />
          {typeof until === 'string' && (
            <Typography.Text type="danger">
              {t('access.lockedUntil', { time: new Date(until).toLocaleTimeString() })}
            </Typography.Text>
          )}
        </div>
      </Card>
      <Typography.Text type="secondary" style={{ marginTop: 12, maxWidth: 600 }} ellipsis>
        {path}
      </Typography.Text>
    </Flex>
  );
}
