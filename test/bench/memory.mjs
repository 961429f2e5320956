import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY = 100;

/**
 * Watches how much memory a process has resident.
 * @param {number} pid
 * @returns {() => { before: number, peak: number }} ends the watch; MB at its start and at its highest
 */
export function watchMemory(pid) {
	const before = residentMB(pid);
	let peak = before;
	const look = () => (peak = Math.max(peak, residentMB(pid)));
	const timer = setInterval(look, EVERY);
	return () => {
		clearInterval(timer);
		look();
		return { before, peak };
	};
}

/** @param {number} pid */
function residentMB(pid) {
	return Math.round(residentKB(pid) / 1024);
}

function residentKB(pid) {
	try {
		return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
	} catch {
		return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })); // no /proc here
	}
}
