const const = 1;
