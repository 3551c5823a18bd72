import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** The frame of every page: its title, what can be done, and the content that fills the rest. */
export function PageFrame({ title, actions, children }: Props) {
  return (
    <Flex vertical gap={12} style={{ height: '100%', padding: '14px 20px', overflow: 'hidden' }}>
      <Flex justify="space-between" align="center" gap={8}>
        <Typography.Title level={4} style={{ margin: 0, whiteSpace: 'nowrap' }}>
          {title}
        </Typography.Title>
        <Flex gap={8} wrap justify="end">
          {actions}
        </Flex>
      </Flex>
      {/* What is longer than the window is scrolled to; lists of any length scroll in themselves. */}
      <Flex vertical style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {children}
      </Flex>
    </Flex>
  );
}
