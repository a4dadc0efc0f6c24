import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { figuresOf, firstOf, type Figures } from './figures';

use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

const rowHeight = 28;
const mostRows = 15;

/**
 * Draws every `<div class="chart" data-chart="bar|stacked|line" data-table="ID" aria-label="...">`, and again when the
 * theme turns. `data-tones="green red"` gives the series their tones in order. Bars lie, so that each has room for its
 * name; those of the first rows are drawn, the table has all.
 */
export function drawCharts(): void {
  const charts = [...document.querySelectorAll<HTMLElement>('[data-chart]')].map(draw);
  window.addEventListener('resize', () => charts.forEach(chart => chart?.resize()));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => window.location.reload());
}

function draw(place: HTMLElement): EChartsType | null {
  const table = document.getElementById(place.dataset.table ?? '');
  if (!(table instanceof HTMLTableElement)) return null;
  const isLying = place.dataset.chart === 'bar';
  const figures = isLying ? firstOf(figuresOf(table), mostRows) : figuresOf(table);
  if (isLying) place.style.height = `${figures.names.length * rowHeight + 56}px`;
  const chart = init(place);
  chart.setOption(optionOf(place, figures));
  return chart;
}

function optionOf(place: HTMLElement, figures: Figures) {
  const ink = colourOf(place, '--tblr-secondary-color');
  const line = colourOf(place, '--tblr-border-color');
  const kind = place.dataset.chart === 'line' ? 'line' : 'bar';
  const isLying = place.dataset.chart === 'bar';
  const names = {
    type: 'category', data: figures.names, axisLine: { lineStyle: { color: line } }, inverse: isLying,
    axisLabel: { color: ink, ...(isLying ? { interval: 0, width: Math.min(180, place.clientWidth * 0.4), overflow: 'truncate' } : {}) },
  };
  const values = { type: 'value', minInterval: 1, axisLabel: { color: ink, hideOverlap: true }, splitLine: { lineStyle: { color: line } } };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(place).fontFamily },
    aria: { enabled: true, label: { description: place.getAttribute('aria-label') ?? '' } },
    color: (place.dataset.tones ?? 'blue green yellow red grey').split(' ').map(tone => colourOf(place, `--tone-${tone}-ink`)),
    grid: { left: 8, right: isLying ? 40 : 8, top: isLying ? 8 : 32, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: ink }, show: figures.series.length > 1 },
    // Drawn on the canvas: the page's security policy allows no style attributes, which other tooltips are made of.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: isLying ? values : names,
    yAxis: isLying ? names : values,
    series: figures.series.map(series => ({
      type: kind, name: series.name, data: series.values, barMaxWidth: isLying ? 18 : 36, ...(isLying ? { label: { show: true, position: 'right', color: ink } } : {}),
      ...(place.dataset.chart === 'stacked' ? { stack: 'all' } : {}),
    })),
  };
}

// A custom property may hold light-dark(): the browser resolves it only where it is used as a colour.
function colourOf(place: HTMLElement, property: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  place.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
