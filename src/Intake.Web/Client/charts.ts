// Charts, loaded only by pages that show one. Each is drawn from a table on the same page, which stays the source of
// the figures for everyone who cannot see the picture.
import { drawCharts } from './charts/draw';

drawCharts();
