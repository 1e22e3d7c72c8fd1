import { faqRepository } from './faq/faq-repository';
import { logsRepository } from './logs/logs-repository';
import { promptsRepository } from './prompts/prompts-repository';
import { openTables, type Tables, type TablesOptions } from './tables';
import { tasksRepository } from './tasks/tasks-repository';

/** Opens every repository: for operators and tests, whose programs nobody waits for to start. */
export const openAllTables = (options: TablesOptions): Tables =>
  openTables(options, {
    faq: faqRepository,
    logs: logsRepository,
    prompts: promptsRepository,
    tasks: tasksRepository,
  });
