import { Flex, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PeriodField } from './DateFields.tsx';
import { RouteSelect } from './RouteSelect.tsx';

/** What a list is limited to, as its query takes it; what is not stated limits nothing. */
export type ListFilter<State extends string> = {
  readonly search?: string;
  readonly period?: string;
  readonly routeId?: string;
  readonly state?: State;
};

type Props<State extends string> = {
  readonly value: ListFilter<State>;
  readonly onChange: (filter: ListFilter<State>) => void;
  /** What is searched for; without it there is no search. */
  readonly searchLabel?: string;
  /** The search takes the focus when the page opens. */
  readonly isSearchFirst?: boolean;
  readonly hasRoute?: boolean;
  readonly states: readonly { readonly value: State; readonly label: string }[];
  /** What this list alone is limited by. */
  readonly children?: ReactNode;
};

/** What stands above a list: search, period, route and state, the same on every page. */
export function ListFilters<State extends string>(props: Props<State>) {
  const { value, onChange, searchLabel, isSearchFirst = false, hasRoute = false, states, children } = props;
  const { t } = useTranslation();
  const limit = <Key extends keyof ListFilter<State>>(key: Key, to: ListFilter<State>[Key] | null) => {
    const { [key]: _before, ...others } = value;
    onChange(to ? { ...others, [key]: to } : others);
  };
  return (
    <Flex gap={8} align="center" style={{ paddingBottom: 8 }}>
      {searchLabel !== undefined && (
        <Input.Search
          allowClear
          autoFocus={isSearchFirst}
          style={{ width: 320 }}
          placeholder={searchLabel}
          aria-label={searchLabel}
          onSearch={(text) => limit('search', text.trim())}
        />
      )}
      <PeriodField
        label={t('common.period')}
        value={value.period ?? null}
        onChange={(period) => limit('period', period)}
        allowClear
      />
      {hasRoute && (
        <RouteSelect value={value.routeId ?? null} onChange={(routeId) => limit('routeId', routeId)} />
      )}
      <Select<State>
        allowClear
        style={{ width: 130 }}
        placeholder={t('billing.state')}
        aria-label={t('billing.state')}
        value={value.state ?? null}
        onChange={(state) => limit('state', state ?? null)}
        options={[...states]}
      />
      {children}
    </Flex>
  );
}
