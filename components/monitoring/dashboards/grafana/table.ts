import type { MetricPanel } from "../panel";
import { grafana } from "../sdk.cjs";
import type { ValuesBuilder } from "./panels";

/** A table with the columns that a panel names, in their order, and no others. */
export function tableOf({ columns = {} }: MetricPanel): ValuesBuilder {
  const names = Object.keys(columns);
  return new grafana.table.PanelBuilder()
    .showHeader(true)
    .cellHeight(grafana.common.TableCellHeight.Md)
    .withTransformation({ id: "filterFieldsByName", options: { include: { names } } })
    .withTransformation({
      id: "organize",
      options: { renameByName: columns, indexByName: Object.fromEntries(names.map((name, index) => [name, index])) },
    });
}
