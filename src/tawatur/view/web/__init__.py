"""A story → screens in a browser on the same machine: read here, argued with here, nothing sent anywhere."""
