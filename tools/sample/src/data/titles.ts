/** People who can decide about operations. */
export const seniorTitles = [
  'Head of Operations', 'VP Operations', 'Director of Logistics', 'Chief Operating Officer', 'Head of Supply Chain',
  'Warehouse Director', 'Director of Fulfilment', 'VP Supply Chain', 'Head of Transport', 'Managing Director',
] as const;

/** People who use and recommend. */
export const practitionerTitles = [
  'Operations Manager', 'Logistics Coordinator', 'Supply Chain Analyst', 'Transport Planner', 'Warehouse Supervisor',
  'Process Improvement Lead', 'Customer Service Manager', 'Office Manager', 'Marketing Manager', 'IT Project Manager',
] as const;

/** People who learn, and will not buy. */
export const studentTitles = ['Student', 'MSc student, supply chain', 'PhD student', 'Intern', 'Student assistant'] as const;
