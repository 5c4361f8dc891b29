import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { themeFor } from './theme.ts';
import { useNarrow } from './use-narrow.ts';

/** Language and look of everything below. */
export function Look({ children }: { readonly children: ReactNode }) {
  return (
    <ConfigProvider locale={zhCN} theme={themeFor(useNarrow())} button={{ autoInsertSpace: false }}>
      <App>{children}</App>
    </ConfigProvider>
  );
}
