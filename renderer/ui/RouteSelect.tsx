import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { routeList } from '#shared/contract/customers.ts';
import { useLedgerQuery } from '../api/useLedgerQuery.ts';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (routeId: string | null) => void;
  readonly style?: React.CSSProperties;
  /** One must be chosen: nothing does not mean all of them. */
  readonly isOne?: boolean;
};

/** Chooses a reading route; cleared it means all of them, unless one must be chosen. */
export function RouteSelect({ id, value, onChange, style, isOne = false }: Props) {
  const { t } = useTranslation();
  const routes = useLedgerQuery(routeList, {});
  return (
    <Select<string | null>
      {...(id === undefined ? { 'aria-label': t('customers.route') } : { id })}
      allowClear={!isOne}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 200, ...style }}
      placeholder={t(isOne ? 'reading.chooseRoute' : 'customers.allRoutes')}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? null)}
      options={(routes.data?.rows ?? []).map((route) => ({
        value: route.routeId,
        label: `${route.routeNo} ${route.name}`,
      }))}
    />
  );
}
