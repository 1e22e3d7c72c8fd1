"""What moto 5.2.1 lacks, a module for each service. Each function's docstring says how the gap shows."""
