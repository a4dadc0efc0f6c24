/** What a chart shows: one name for each row of the table and one series for each further column. */
export interface Figures {
  names: string[];
  series: { name: string; values: number[] }[];
}

/** Reads a table: head cells name the series, the first cell of a row names it, `data-value` goes before the cell's text. */
export function figuresOf(table: HTMLTableElement): Figures {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1);
  return {
    names: rows.map(row => row.cells[0]?.textContent?.trim() ?? ''),
    series: heads.map((head, index) => ({
      name: head.textContent?.trim() ?? '',
      values: rows.map(row => valueOf(row.cells[index + 1])),
    })),
  };
}

/** The first rows of what a chart shows. */
export function firstOf(figures: Figures, most: number): Figures {
  return {
    names: figures.names.slice(0, most),
    series: figures.series.map(series => ({ name: series.name, values: series.values.slice(0, most) })),
  };
}

function valueOf(cell: HTMLTableCellElement | undefined): number {
  const written = cell?.dataset.value ?? cell?.textContent ?? '';
  return Number(written.replaceAll(/[^\d.-]/g, '')) || 0;
}
