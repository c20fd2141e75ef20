import { Button, Group, Tabs } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { leadStates, type LeadState } from '../api/leads.js';
import { InterviewCard } from '../interview/interview-card.js';
import { LivenessMark } from '../shell/liveness.js';
import { Page } from '../shell/page.js';
import { count, counted } from '../words/numbers.js';
import { HelpDialog } from './help-dialog.js';
import { LeadListPanel } from './lead-list-panel.js';
import { useLeadCounts, useLeadList } from './lead-queries.js';
import classes from './my-leads-page.module.css';
import { useListKeys } from './use-list-keys.js';
import { useLiveLeads } from './use-live-leads.js';

const words: Readonly<Record<LeadState, string>> = {
  open: 'Open',
  accepted: 'Accepted',
  rejected: 'Rejected',
};

/** A rep's one list: what is worth a call, why, and the answer to it. */
export default function MyLeadsPage() {
  const [search, setSearch] = useSearchParams();
  const state = leadStates.find((each) => each === search.get('state')) ?? 'open';
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useLocalStorage({ key: 'baton-keys', defaultValue: true });
  const { data: open } = useLeadList('open');
  const { data: counts } = useLeadCounts();
  const { liveness, arrived, gone, show } = useLiveLeads(open?.pages[0]?.changeNumber);
  const news = arrived.size;

  const showNews = () => {
    show();
    if (state !== 'open') setSearch({});
    window.scrollTo({ top: 0 });
  };
  useListKeys({ '?': () => setHelp(true), n: showNews }, keysOn);

  return (
    <Page
      title="My leads"
      tabTitle={news > 0 ? `(${news}) My leads` : 'My leads'}
      aside={
        <Group gap="xs">
          <LivenessMark liveness={liveness} />
          <Button
            variant="subtle"
            color="gray"
            px="xs"
            className={classes.keys!}
            onClick={() => setHelp(true)}
          >
            Keys
          </Button>
        </Group>
      }
    >
      <div className={classes.news} role="status">
        {news > 0 && (
          <Button radius="xl" onClick={showNews}>
            {counted(news, 'new lead')} · Show
          </Button>
        )}
      </div>
      <InterviewCard />
      <Tabs
        value={state}
        onChange={(value) => setSearch(value === 'open' || value === null ? {} : { state: value })}
        keepMounted={false}
      >
        <Tabs.List>
          {leadStates.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words[each]} <span className={classes.count}>{counts ? count(counts[each]) : '…'}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {leadStates.map((each) => (
          <Tabs.Panel key={each} value={each} tabIndex={-1}>
            <LeadListPanel state={each} gone={gone} keysOn={keysOn} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <HelpDialog opened={help} onClose={() => setHelp(false)} enabled={keysOn} onEnable={setKeysOn} />
    </Page>
  );
}
