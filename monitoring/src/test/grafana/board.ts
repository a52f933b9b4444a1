// A board as Grafana describes it in @grafana/schema: what is misspelt, missing, or not of Grafana's words does not compile.
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as timeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

// JSON has the values of enums, TypeScript wants their members
type Json<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T
    : T extends Array<infer E> ? Array<Json<E>> : unknown extends T ? T : { [K in keyof T]: Json<T[K]> };

// of Grafana's Prometheus plugin, whose package is not under a licence that we take
interface PrometheusQuery {
    refId: string; datasource: { type: 'prometheus'; uid: string }; expr: string; legendFormat: string;
    instant: boolean; range: boolean; exemplar: boolean; format: 'time_series' | 'table';
}
interface DataLink { title: string; url: string }

type FieldConfig<Custom> = Omit<NonNullable<NonNullable<Panel['fieldConfig']>['defaults']>, 'custom' | 'links'>
    & { custom: Custom; links?: DataLink[] };
type PanelOf<Type extends string, Options, Custom> = Json<
    Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'>
    & { options: Options; fieldConfig: { defaults: FieldConfig<Custom>; overrides: [] } }>
    & { type: Type; targets: PrometheusQuery[] };

type AnyPanel =
    | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
    | PanelOf<'stat', stat.Options, Record<string, never>>
    | PanelOf<'state-timeline', timeline.Options, timeline.FieldConfig>
    | PanelOf<'table', table.Options, Partial<table.FieldConfig>>
    | Json<RowPanel>;

export type Board = Json<Omit<Dashboard, 'panels'>> & { uid: string; title: string; panels: AnyPanel[] };
