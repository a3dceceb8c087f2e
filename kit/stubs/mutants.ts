/** temporary @module */
export interface Mutant { name: string; replace: string; by: string; refusedBy: string }
export interface MutantTable { lesson: string; table: Mutant[] }
export function mutants(lesson: string, table: Mutant[]): MutantTable { return { lesson, table }; }
