import type { ClosedDay } from '@relet/domain';

/** Views of the schema `bi`, and its functions. */
export type BiView =
  | 'fact_vacancy'
  | 'fact_phase'
  | 'fact_offer'
  | 'fact_unit_day'
  | 'unit_days'
  | 'dim_unit'
  | 'dim_building'
  | 'dim_municipality'
  | 'dim_date'
  | 'report_date';

/** Columns that stand in no file of rows, and so have heads of their own. */
export type BiColumnAlone =
  | 'building_key'
  | 'available_from'
  | 'decommissioned'
  | 'units'
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'weekday'
  | 'working_day'
  | 'closed_day'
  | 'closed_day_da'
  | 'closed_day_en'
  | 'days_of_month';

export type BiColumn =
  | BiColumnAlone
  | 'unit'
  | 'municipality'
  | 'building'
  | 'kind'
  | 'vacancy'
  | 'first_let'
  | 'reason'
  | 'notice_received'
  | 'liable_until'
  | 'vacant_from'
  | 'works'
  | 'rent_from'
  | 'ended'
  | 'ended_by'
  | 'reletting'
  | 'gross_days'
  | 'net_days'
  | 'core_days'
  | 'lead_days'
  | 'offer_lead_days'
  | 'offers'
  | 'empty_days'
  | 'out_of_service_days'
  | 'clearing_days'
  | 'inspection_days'
  | 'ordering_days'
  | 'works_days'
  | 'move_in_days'
  | 'offer_pending_days'
  | 'reserved_days'
  | 'matching_days'
  | 'unrecorded_days'
  | 'delay_days'
  | 'tomgang_days'
  | 'tomgang_oere'
  | 'tomgang_payer'
  | 'leaver_days'
  | 'leaver_oere'
  | 'phase'
  | 'owner'
  | 'phase_from'
  | 'phase_to'
  | 'days'
  | 'target_days'
  | 'offer'
  | 'made'
  | 'respond_by'
  | 'outcome'
  | 'resolved'
  | 'day'
  | 'state'
  | 'available_days'
  | 'paid_by'
  | 'rent_oere';

/** What analysts read beside the views and columns of their schema: definitions. They are apart from the other words, because no browser needs them. */
export interface BiWords {
  views: Record<BiView, string>;
  heads: Record<BiColumnAlone, string> & Partial<Record<BiColumn, string>>;
  columns: Record<BiColumn, string>;
  closedDays: Record<ClosedDay, string>;
}
