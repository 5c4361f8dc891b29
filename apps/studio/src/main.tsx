import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { words } from './messages/zh-CN.ts';
import { Studio } from './Studio.tsx';
import './studio.css';

dayjs.locale('zh-cn');
document.title = `${words.title} · ${words.product}`;

const queries = new QueryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider
        locale={zhCN}
        theme={{
          token: {
            colorPrimary: '#1d5a8f',
            colorLink: '#1d5a8f',
            colorError: '#cf1322',
            borderRadius: 4,
            fontSize: 15,
            controlHeight: 38,
          },
        }}
      >
        <AntApp>
          <QueryClientProvider client={queries}>
            <Studio />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </StrictMode>,
  );
}
